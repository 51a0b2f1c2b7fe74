/** What an attacker who can write rows gains by deleting requests that ended, or by inventing their end (floor 15). */
import test from 'ava';
import { withdrawPendingChange } from '../../../../src/account/withdraw-pending-change.ts';
import { MOST_COUNTED } from '../../../../src/ports/audit.ts';
import type { TestApp } from '../../../helpers/app.ts';
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

const stopByLink = async (app: TestApp): Promise<void> =>
  withdrawPendingChange(app.deps, await tokenIn(app, camila.email, 'solicitud'), owner);

async function statesOf(app: TestApp): Promise<readonly unknown[]> {
  return (await rowsOf(app, 'holds')).map(({ state }) => state);
}

/** The card does not match any more at the hour of the request. */
async function failSecondCheck(app: TestApp): Promise<void> {
  const { civilRegistry } = app.deps;
  const verifyCedula = async () => ({ verdict: 'blocked' as const });
  Object.assign(app.deps, { civilRegistry: { ...civilRegistry, verifyCedula } });
  await waitOut(app);
  Object.assign(app.deps, { civilRegistry });
}

const stops = { 'by a link': stopByLink, 'by a failed second check of the card': failSecondCheck } as const;

for (const [how, stop] of Object.entries(stops))
  test(`[A11, threat 75] ended requests: one that was stopped ${how} and deleted counts: the second stop goes to the desk`, async (t) => {
    const app = await openWithCamila(t);
    await outcomeOf(app, camila.key);
    await replaceByCard(app);
    await stop(app);
    t.false((await statesOf(app)).includes('desk'));
    await attack(app, 'delete from holds', {});
    app.advance(2 * DAY);
    await replaceByCard(app, {}, elsewhere(7));
    await stopByLink(app);
    t.deepEqual(await statesOf(app), ['desk']);
  });

test('[A11, threat 75] ended requests: a stop that was forged in the trail counts for nothing', async (t) => {
  const app = await openWithCamila(t);
  const { id } = await accountNow(app);
  for (const act of ['hold.withdrawn', 'hold.contested', 'hold.refused'] as const)
    await inventAct(app, id, { act, details: { kind: 'replace-contacts', by: 'link' } });
  app.advance(DAY);
  await replaceByCard(app);
  await stopByLink(app);
  t.deepEqual(await statesOf(app), ['withdrawn']);
});

test('[A11, threat 75] ended requests: where more acts were written than are counted, a stop goes to the desk', async (t) => {
  const app = await openWithCamila(t);
  const { id } = await accountNow(app);
  const details = { kind: 'replace-contacts', by: 'link' };
  await inventAct(app, id, { act: 'hold.withdrawn', details, times: MOST_COUNTED + 1 });
  await replaceByCard(app);
  await stopByLink(app);
  t.deepEqual(await statesOf(app), ['desk']);
});

test('[floor 7] a request that lapsed because the new e-mail was not confirmed is no stop', async (t) => {
  const app = await openWithCamila(t);
  await outcomeOf(app, camila.key);
  await askForOtherContacts(app);
  await waitOut(app);
  t.deepEqual(await statesOf(app), ['refused']);
  app.advance(2 * DAY);
  await replaceByCard(app, {}, elsewhere(7));
  await stopByLink(app);
  t.deepEqual((await statesOf(app)).toSorted(), ['refused', 'withdrawn']);
});
