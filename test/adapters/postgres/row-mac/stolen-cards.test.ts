/** What somebody who can write rows gains by deleting the notes of cards that were accepted (floor 15). */
import test from 'ava';
import { freezeAccount } from '../../../../src/account/freeze-account.ts';
import { opensAfterTheft } from '../../../../src/account/stolen-card.ts';
import { requireSerial } from '../../../../src/domain/cedula.ts';
import { parseRun } from '../../../../src/domain/rut.ts';
import { MOST_COUNTED } from '../../../../src/ports/audit.ts';
import type { TestHouse } from '../../../helpers/house.ts';
import {
  accountNow,
  beginWithCard,
  camila,
  coded,
  DAY,
  openWithCamila,
  outcomeOf,
  owner,
  tokenIn,
} from '../../../helpers/recovery.ts';
import { attack, inventAct } from '../../../helpers/tampered.ts';

const older = requireSerial('512345678');
const stolen = requireSerial(camila.serial);
const fresh = requireSerial('534567890');

/** From now on the Registro Civil has every number in force. */
function anyCard({ world }: TestHouse): void {
  const verifyCedula = async () => ({ verdict: 'matches' as const });
  Object.assign(world, { civilRegistry: { ...world.civilRegistry, verifyCedula } });
}

const show = (house: TestHouse, serial: string) => coded(beginWithCard(house, { serial }, owner));

/** Both of her cards were accepted, a day apart, and a theft stopped the account another day later. */
async function robbed(house: TestHouse, beforeTheft = async (): Promise<unknown> => undefined): Promise<void> {
  anyCard(house);
  for (const serial of [older, stolen]) {
    await show(house, serial);
    house.advance(DAY);
  }
  await beforeTheft();
  await outcomeOf(house, camila.key);
  await freezeAccount(house.world, await tokenIn(house, camila.email, 'no-fui-yo'), owner, { stolen: true });
  house.advance(DAY);
}

const withoutStolen = (house: TestHouse) => () =>
  attack(house, 'delete from accepted_cards where at = (select max(at) from accepted_cards)', {});

test('[A11] theft: a stolen card whose row was deleted after the theft stays the stolen one, and a new one opens', async (t) => {
  const house = await openWithCamila(t);
  await robbed(house);
  await withoutStolen(house)();
  t.is(await show(house, stolen), 'card-stolen');
  t.is(await show(house, stolen), 'card-stolen', 'also once it was noted anew');
  t.is(await show(house, fresh), 'done');
});

test('[A11] theft: nor is it a new one where its row was deleted before anybody told of the theft', async (t) => {
  const house = await openWithCamila(t);
  await robbed(house, withoutStolen(house));
  t.is(await show(house, stolen), 'card-stolen');
});

test('[A11] theft: with every row gone nothing tells the cards apart, and only the counter opens', async (t) => {
  const house = await openWithCamila(t);
  await robbed(house);
  await attack(house, 'delete from accepted_cards', {});
  for (const serial of [stolen, fresh]) t.is(await show(house, serial), 'document-at-desk');
});

test('[A11] theft: a card is known by the trail whatever account it is shown for, and of its person alone', async (t) => {
  const house = await openWithCamila(t);
  await robbed(house);
  await withoutStolen(house)();
  const company = { stolenAt: (await accountNow(house)).stolenAt };
  t.false(await opensAfterTheft(house.world, company, { run: camila.run, serial: stolen }));
  t.true(await opensAfterTheft(house.world, company, { run: camila.run, serial: fresh }));
  const other = { run: parseRun('44.000.001-0'), serial: stolen };
  t.is(await house.world.acceptedCards.firstAccepted(other.run, other.serial), undefined, 'of one person alone');
});

test('[A11] theft: an act that somebody wrote into the trail makes no card a stolen one, before more than are looked at', async (t) => {
  const house = await openWithCamila(t);
  await robbed(house);
  const { acceptedCards } = house.world;
  const { id } = await accountNow(house);
  const details = { verdict: 'matches', card: acceptedCards.mark(camila.run, fresh) };
  await inventAct(house, id, { act: 'cedula.checked', details });
  t.is(await acceptedCards.firstAccepted(camila.run, fresh), undefined);
  await inventAct(house, id, { act: 'cedula.checked', details, times: MOST_COUNTED });
  t.is((await acceptedCards.firstAccepted(camila.run, fresh))?.getTime(), 0);
  t.is(await show(house, fresh), 'card-stolen', 'it denies');
});

test('[A11] theft: the trail names a card by what nobody can read', async (t) => {
  const house = await openWithCamila(t);
  await robbed(house);
  const acts = await house.raw.run<{ details: object }[]>((sql) => sql('audit').where({ act: 'cedula.checked' }));
  t.is(acts.length, 2);
  for (const { details } of acts) t.notRegex(JSON.stringify(details), new RegExp(`${stolen}|${older}|44000003`));
});
