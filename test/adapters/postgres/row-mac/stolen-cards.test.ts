/** What an attacker who can write rows gains by deleting the notes of cards that were accepted (floor 15). */
import test from 'ava';
import { freezeAccount } from '../../../../src/account/freeze-account.ts';
import { opensAfterTheft } from '../../../../src/account/stolen-card.ts';
import { requireSerial } from '../../../../src/domain/cedula.ts';
import { parseRun } from '../../../../src/domain/rut.ts';
import { MOST_COUNTED } from '../../../../src/ports/audit.ts';
import type { TestApp } from '../../../helpers/app.ts';
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
function anyCard({ deps }: TestApp): void {
  const verifyCedula = async () => ({ verdict: 'matches' as const });
  Object.assign(deps, { civilRegistry: { ...deps.civilRegistry, verifyCedula } });
}

const show = (app: TestApp, serial: string) => coded(beginWithCard(app, { serial }, owner));

/** Both of her cards were accepted, a day apart, and a theft stopped the account another day later. */
async function robbed(app: TestApp, beforeTheft = async (): Promise<unknown> => undefined): Promise<void> {
  anyCard(app);
  for (const serial of [older, stolen]) {
    await show(app, serial);
    app.advance(DAY);
  }
  await beforeTheft();
  await outcomeOf(app, camila.key);
  await freezeAccount(app.deps, await tokenIn(app, camila.email, 'no-fui-yo'), owner, { stolen: true });
  app.advance(DAY);
}

const withoutStolen = (app: TestApp) => () =>
  attack(app, 'delete from accepted_cards where at = (select max(at) from accepted_cards)', {});

test('[A11, threat 76] theft: a stolen card whose row was deleted after the theft stays the stolen one, and a new one opens', async (t) => {
  const app = await openWithCamila(t);
  await robbed(app);
  await withoutStolen(app)();
  t.is(await show(app, stolen), 'card-stolen');
  t.is(await show(app, stolen), 'card-stolen', 'also once it was noted anew');
  t.is(await show(app, fresh), 'done');
});

test('[A11, threat 76] theft: nor is it a new one where its row was deleted before the theft was reported', async (t) => {
  const app = await openWithCamila(t);
  await robbed(app, withoutStolen(app));
  t.is(await show(app, stolen), 'card-stolen');
});

test('[A11, threat 76] theft: with every row deleted the cards cannot be distinguished, and only the counter opens', async (t) => {
  const app = await openWithCamila(t);
  await robbed(app);
  await attack(app, 'delete from accepted_cards', {});
  for (const serial of [stolen, fresh]) t.is(await show(app, serial), 'document-at-desk');
});

test('[A11] theft: the trail identifies a card whatever account it is shown for, and only for its own person', async (t) => {
  const app = await openWithCamila(t);
  await robbed(app);
  await withoutStolen(app)();
  const company = { stolenAt: (await accountNow(app)).stolenAt };
  t.false(await opensAfterTheft(app.deps, company, { run: camila.run, serial: stolen }));
  t.true(await opensAfterTheft(app.deps, company, { run: camila.run, serial: fresh }));
  const other = { run: parseRun('44.000.001-0'), serial: stolen };
  t.is(await app.deps.acceptedCards.firstAccepted(other.run, other.serial), undefined, 'of one person alone');
});

test('[A11, threat 76] theft: an act that was forged in the trail makes no card a stolen one, up to the number of acts that are read', async (t) => {
  const app = await openWithCamila(t);
  await robbed(app);
  const { acceptedCards } = app.deps;
  const { id } = await accountNow(app);
  const details = { verdict: 'matches', card: acceptedCards.mark(camila.run, fresh) };
  await inventAct(app, id, { act: 'cedula.checked', details });
  t.is(await acceptedCards.firstAccepted(camila.run, fresh), undefined);
  await inventAct(app, id, { act: 'cedula.checked', details, times: MOST_COUNTED });
  t.is((await acceptedCards.firstAccepted(camila.run, fresh))?.getTime(), 0);
  t.is(await show(app, fresh), 'card-stolen', 'it denies');
});

test('[A11] theft: the trail names a card by an unreadable value', async (t) => {
  const app = await openWithCamila(t);
  await robbed(app);
  const acts = await app.raw.run<{ details: object }[]>((sql) => sql('audit').where({ act: 'cedula.checked' }));
  t.is(acts.length, 2);
  for (const { details } of acts) t.notRegex(JSON.stringify(details), new RegExp(`${stolen}|${older}|44000003`));
});
