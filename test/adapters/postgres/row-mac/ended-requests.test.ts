/** What somebody who can write rows gains by deleting requests that ended, or by inventing their end (floor 15). */
import test from 'ava';
import { withdrawHold } from '../../../../src/account/withdraw-hold.ts';
import { MOST_COUNTED } from '../../../../src/ports/audit.ts';
import type { TestHouse } from '../../../helpers/house.ts';
import {
  accountNow,
  askForOtherContacts,
  camila,
  DAY,
  elsewhere,
  openWithCamila,
  outcomeOf,
  owner,
  replaceByCard,
  tokenIn,
  waitOut,
} from '../../../helpers/recovery.ts';
import { attack, inventAct, rowsOf } from '../../../helpers/tampered.ts';

const stopByLink = async (house: TestHouse): Promise<void> =>
  withdrawHold(house.world, await tokenIn(house, camila.email, 'solicitud'), owner);

async function statesOf(house: TestHouse): Promise<readonly unknown[]> {
  return (await rowsOf(house, 'holds')).map(({ state }) => state);
}

/** The card does not match any more at the hour of the request. */
async function failSecondCheck(house: TestHouse): Promise<void> {
  const { civilRegistry } = house.world;
  const verifyCedula = async () => ({ verdict: 'blocked' as const });
  Object.assign(house.world, { civilRegistry: { ...civilRegistry, verifyCedula } });
  await waitOut(house);
  Object.assign(house.world, { civilRegistry });
}

const stops = { 'by a link': stopByLink, 'by a failed second check of the card': failSecondCheck } as const;

for (const [how, stop] of Object.entries(stops))
  test(`[A11] ended requests: one that was stopped ${how} and deleted counts: the second stop goes to the desk`, async (t) => {
    const house = await openWithCamila(t);
    await outcomeOf(house, camila.key);
    await replaceByCard(house);
    await stop(house);
    t.false((await statesOf(house)).includes('desk'));
    await attack(house, 'delete from holds', {});
    house.advance(2 * DAY);
    await replaceByCard(house, {}, elsewhere(7));
    await stopByLink(house);
    t.deepEqual(await statesOf(house), ['desk']);
  });

test('[A11] ended requests: a stop that somebody wrote into the trail counts for nothing', async (t) => {
  const house = await openWithCamila(t);
  const { id } = await accountNow(house);
  for (const act of ['hold.withdrawn', 'hold.contested', 'hold.refused'] as const)
    await inventAct(house, id, { act, details: { kind: 'replace-contacts', by: 'link' } });
  house.advance(DAY);
  await replaceByCard(house);
  await stopByLink(house);
  t.deepEqual(await statesOf(house), ['withdrawn']);
});

test('[A11] ended requests: where more acts were written than are counted, a stop goes to the desk', async (t) => {
  const house = await openWithCamila(t);
  const { id } = await accountNow(house);
  const details = { kind: 'replace-contacts', by: 'link' };
  await inventAct(house, id, { act: 'hold.withdrawn', details, times: MOST_COUNTED + 1 });
  await replaceByCard(house);
  await stopByLink(house);
  t.deepEqual(await statesOf(house), ['desk']);
});

test('[floor 7] a request that lapsed because nobody read the new e-mail is no stop', async (t) => {
  const house = await openWithCamila(t);
  await outcomeOf(house, camila.key);
  await askForOtherContacts(house);
  await waitOut(house);
  t.deepEqual(await statesOf(house), ['refused']);
  house.advance(2 * DAY);
  await replaceByCard(house, {}, elsewhere(7));
  await stopByLink(house);
  t.deepEqual((await statesOf(house)).toSorted(), ['refused', 'withdrawn']);
});
