/**
 * Pending changes, and who may stop, delay, dispute or undo them (floor 5 and 7). The attacker of a test has what its
 * title says, and no more.
 */
import test from 'ava';
import { changeOwnKey } from '../../../../src/account/change-key.ts';
import { delayDisputed } from '../../../../src/account/dispute-pending-change.ts';
import { freezeAccount } from '../../../../src/account/freeze-account.ts';
import { sendStopCode, stopByCard, stopByCode } from '../../../../src/account/stop-doubted.ts';
import type { Here } from '../../../../src/account/who-is-in.ts';
import { withdrawPendingChange } from '../../../../src/account/withdraw-pending-change.ts';
import { requireSerial } from '../../../../src/domain/cedula.ts';
import { Secret } from '../../../../src/domain/key.ts';
import { parseRun, parseRut } from '../../../../src/domain/rut.ts';
import { contestIdentity } from '../../../../src/features/identity/use-cases/contest-identity.ts';
import { stopOwnAccount } from '../../../../src/features/my-account/use-cases/stop-own-account.ts';
import { withdrawOwnPendingChange } from '../../../../src/features/my-account/use-cases/withdraw-own-pending-change.ts';
import { disputeChange } from '../../../../src/features/pending-changes/use-cases/dispute-change.ts';
import { revertContacts } from '../../../../src/features/pending-changes/use-cases/revert-contacts.ts';
import type { TestApp } from '../../../helpers/app.ts';
import { openCompany, panaderia } from '../../../helpers/companies.ts';
import { confirmMobileOf } from '../../../helpers/mobile.ts';
import {
  accountNow,
  actsOf,
  beginWithCard,
  CHOSEN,
  camila,
  changeByLink,
  coded,
  codeIn,
  DAY,
  elsewhere,
  finishAs,
  HOUR,
  MINUTE,
  messagesTo,
  newestIn,
  openAppFor,
  openWithCamila,
  outcomeOf,
  owner,
  recoverByCard,
  replaceByCard,
  stranger,
  takeBack,
  tokenIn,
  waitOut,
} from '../../../helpers/recovery.ts';

const BROWSER = 'este-navegador';
const serial = requireSerial(camila.serial);
const thief = elsewhere(66);

interface Row {
  readonly id: string;
  readonly state: string;
  readonly due_at: Date;
}

const holdsOf = ({ database }: TestApp) =>
  database.run<Row[]>((sql) => sql('holds').orderBy('created_at').select('id', 'state', 'due_at'));
const statesOf = async (app: TestApp) => (await holdsOf(app)).map(({ state }) => state);
const dueOf = async (app: TestApp) => (await holdsOf(app)).at(-1)?.due_at.getTime() ?? 0;
const emailNow = async (app: TestApp): Promise<string> => (await accountNow(app)).personal.email;
const hereOf = async (app: TestApp): Promise<Here> => ({
  account: await accountNow(app),
  actor: undefined,
  session: { id: '00000000-0000-4000-8000-000000000000' } as Here['session'],
});

/** Everything that an attacker can do who knows the old key and nothing else. */
async function allByKeyAlone(app: TestApp): Promise<void> {
  const account = await accountNow(app);
  const [pending] = await holdsOf(app);
  await delayDisputed(app.deps, { account }, thief);
  await delayDisputed(app.deps, { account }, thief);
  await withdrawOwnPendingChange(app.deps, { account }, pending?.id ?? '', thief);
  const changed = { accountId: account.id, proved: account.keyHash, chosen: new Secret('La del ladron, otra') };
  await changeOwnKey(app.deps, changed, thief);
  await stopOwnAccount(app.deps, await hereOf(app), thief);
}

// --- the old key against a pending change

test("[floor 5, threat 14, threat 34] a thief with the old key delays the owner's recovery once by 72 hours, and never stops it", async (t) => {
  const app = await openWithCamila(t);
  await replaceByCard(app, {}, owner);
  const due = await dueOf(app);
  await allByKeyAlone(app);
  t.is(await dueOf(app), due + 72 * HOUR, 'however often, and by whatever way: one delay');
  t.deepEqual(await statesOf(app), ['waiting']);
  t.is((await actsOf(app)).filter((act) => act === 'hold.delayed').length, 1);
  t.regex(await newestIn(app, camila.email, /(Por eso se hará recién el \d\d-\d\d-\d{4})/), /hará recién/);
  await waitOut(app);
  t.deepEqual(await statesOf(app), ['done']);
  t.is(await emailNow(app), stranger.email, 'the contacts that the owner asked for');
});

test("[floor 5] the thief's wrong card and wrong codes stop nothing", async (t) => {
  const app = await openWithCamila(t);
  await replaceByCard(app, {}, owner);
  const account = await accountNow(app);
  const wrong = requireSerial('599999999');
  t.is(await coded(stopByCard(app.deps, { account }, wrong, thief)), 'cedula-mismatch');
  const doubting = { account, browser: BROWSER };
  t.is(await coded(stopByCode(app.deps, doubting, { contact: 'email', typed: '000000' }, thief)), 'contact-code-spent');
  await sendStopCode(app.deps, doubting, 'email');
  const code = await newestIn(app, camila.email, /Código:\s+(\d{6})/);
  const elsewhereToo = { ...doubting, browser: 'otro' };
  const typed = { contact: 'email', typed: code } as const;
  t.is(await coded(stopByCode(app.deps, elsewhereToo, typed, thief)), 'contact-code-spent', 'another browser');
  t.deepEqual(await statesOf(app), ['waiting']);
});

test('[floor 5, threat 14, threat 34] a code from a contact on file stops it, and so does the card', async (t) => {
  const app = await openWithCamila(t);
  await replaceByCard(app);
  const account = await accountNow(app);
  await sendStopCode(app.deps, { account, browser: BROWSER }, 'email');
  const typed = await newestIn(app, camila.email, /Código:\s+(\d{6})/);
  await stopByCode(app.deps, { account, browser: BROWSER }, { contact: 'email', typed }, owner);
  t.deepEqual(await statesOf(app), ['withdrawn']);

  const other = await openWithCamila(t);
  await replaceByCard(other);
  await stopByCard(other.deps, { account: await accountNow(other) }, serial, owner);
  t.deepEqual(await statesOf(other), ['withdrawn']);
});

test('[floor 5] a company: the card of a representative in force stops it, that of another person does not', async (t) => {
  const app = await openAppFor(t);
  await openCompany(app, { serial: '512345678' });
  app.advance(31 * DAY);
  const rut = parseRut(panaderia.rut);
  await replaceByCard(app, {
    profile: 'juridica',
    identifier: rut,
    representative: '44.000.002-9',
    serial: '523456789',
  });
  const account = await app.deps.accounts.findByIdentifier('juridica', rut);
  if (!account) throw new Error('the company has no account');
  const stranger_ = { account, actor: parseRun(camila.rut) };
  t.is(await coded(stopByCard(app.deps, stranger_, serial, thief)), 'not-representative');
  t.deepEqual(await statesOf(app), ['waiting']);
  await stopByCard(app.deps, { account, actor: parseRun('44.000.001-0') }, requireSerial('512345678'), owner);
  t.deepEqual(await statesOf(app), ['withdrawn']);
});

// --- stops of every kind count

const stops: Readonly<Record<string, (app: TestApp) => Promise<unknown>>> = {
  'the link in a contact on file': async (app) =>
    withdrawPendingChange(app.deps, await tokenIn(app, camila.email, 'solicitud'), owner),
  'the card after a sign-in': async (app) => stopByCard(app.deps, { account: await accountNow(app) }, serial, owner),
  '«No fui yo»': async (app) => freezeAccount(app.deps, await tokenIn(app, camila.email, 'no-fui-yo'), owner),
  'a failed second check of the card': async (app) => {
    const { civilRegistry } = app.deps;
    const verifyCedula = async () => ({ verdict: 'blocked' as const });
    Object.assign(app.deps, { civilRegistry: { ...civilRegistry, verifyCedula } });
    await waitOut(app);
    Object.assign(app.deps, { civilRegistry });
  },
};

for (const [first, stopFirst] of Object.entries(stops))
  for (const [second, stopSecond] of Object.entries(stops)) {
    if (first === second && first !== 'the link in a contact on file') continue;
    test(`[floor 7, threat 9, threat 17] ${first}, then ${second}, within 30 days: the second goes to the desk`, async (t) => {
      const app = await openWithCamila(t);
      await outcomeOf(app, camila.key);
      await replaceByCard(app);
      await stopFirst(app);
      t.false((await statesOf(app)).includes('desk'));
      app.advance(2 * DAY);
      await app.deps.accounts.change((await accountNow(app)).id, (latest) => ({ ...latest, state: 'activa' }));
      await outcomeOf(app, camila.key, { visitor: elsewhere(7) });
      await replaceByCard(app);
      await stopSecond(app);
      t.is((await statesOf(app)).at(-1), 'desk');
      t.true((await messagesTo(app, camila.email)).some(({ subject }) => /se revisa en persona/.test(subject)));
      await waitOut(app);
      t.is(await emailNow(app), camila.email);
    });
  }

test('[threat 215] the second stop within 30 days opens the case that its notice names, and the first none', async (t) => {
  const app = await openWithCamila(t);
  await outcomeOf(app, camila.key);
  for (const visitor of [owner, elsewhere(7)]) {
    await replaceByCard(app);
    t.deepEqual((await app.deps.cases.page({}, 10)).cases, []);
    await withdrawPendingChange(app.deps, await tokenIn(app, camila.email, 'solicitud'), visitor);
  }
  const { cases } = await app.deps.cases.page({}, 10);
  t.is(cases.length, 1);
  t.like(cases[0], { kind: 'segunda-detencion', about: { profile: 'natural', identifier: camila.run } });
  const told = await newestIn(app, camila.email, /diga su folio[\s\S]*Folio: (CS-\S+)/);
  t.is(cases[0]?.folio, told);
});

test('[floor 7] of two pending changes that are stopped at the same moment the second goes to the desk', async (t) => {
  const app = await openWithCamila(t);
  await outcomeOf(app, camila.key);
  await replaceByCard(app);
  const { id: accountId } = await accountNow(app);
  const { pendingChanges, links, now } = app.deps;
  const dueAt = new Date(now().getTime() + 72 * HOUR);
  const card = { run: camila.run, serial };
  const other = await pendingChanges.open({ kind: 'recover-by-one', folio: 'CS-PRUE-BA22', accountId, dueAt, card });
  const tokens = [
    await tokenIn(app, camila.email, 'solicitud'),
    await links.issue('hold', accountId, dueAt, other?.id),
  ];
  await Promise.all(tokens.map((token) => withdrawPendingChange(app.deps, token, owner)));
  t.deepEqual((await statesOf(app)).toSorted(), ['desk', 'withdrawn']);
});

test('[floor 7, threat 8] an identity that the card proved less than 30 days ago cancels nothing against the same card', async (t) => {
  const app = await openWithCamila(t, { card: true });
  await replaceByCard(app);
  await withdrawPendingChange(app.deps, await tokenIn(app, camila.email, 'solicitud'), owner);
  t.deepEqual(await statesOf(app), ['desk']);
  t.regex(await newestIn(app, camila.email, /(diga su folio[\s\S]*Folio: CS-\S+)/), /Folio/);
});

// --- reversal

test('[floor 5, threat 19] the link of the replaced contact freezes and opens a case, and alone restores nothing', async (t) => {
  const app = await openWithCamila(t);
  await replaceByCard(app);
  await waitOut(app);
  const token = await tokenIn(app, camila.email, 'revertir');
  await disputeChange(app.deps, token, owner);
  t.is((await accountNow(app)).state, 'congelada');
  t.is(await emailNow(app), stranger.email);
  t.true((await actsOf(app)).includes('contacts.disputed'));
  const { cases } = await app.deps.cases.page({}, 10);
  t.like(
    cases[0],
    { kind: 'identidad-disputada', about: { profile: 'natural', identifier: camila.run } },
    'and the desk has the case',
  );
  t.regex(await newestIn(app, camila.email, /(abrimos un caso[\s\S]*Folio: CS-\S+)/), /Folio/);
  const wrong = { token, serial: requireSerial('599999999') };
  t.is(await coded(revertContacts(app.deps, wrong, thief)), 'cedula-mismatch');
  t.is(await emailNow(app), stranger.email);
  await revertContacts(app.deps, { token, serial }, owner);
  t.is(await emailNow(app), camila.email);
  t.is(await coded(revertContacts(app.deps, { token, serial }, owner)), 'link-spent', 'once');
});

test('[floor 5] the card restores nothing before the link froze the account', async (t) => {
  const app = await openWithCamila(t);
  await replaceByCard(app);
  await waitOut(app);
  const token = await tokenIn(app, camila.email, 'revertir');
  t.is(await coded(revertContacts(app.deps, { token, serial }, owner)), 'link-spent');
  t.is(await emailNow(app), stranger.email);
});

test('[floor 5, threat 33] old mailbox against a rescue: its thief freezes at most once in 24 hours, and takes nothing back', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  // The owner rescues the account from a mailbox that another person reads by now.
  await replaceByCard(app, {}, owner);
  await waitOut(app);
  await confirmMobileOf(app, 'natural', camila.run);
  const revert = await tokenIn(app, camila.email, 'revertir');
  await disputeChange(app.deps, revert, thief);
  t.is((await accountNow(app)).state, 'congelada');
  app.advance(HOUR);
  await recoverByCard(app, {}, owner);
  const link = await tokenIn(app, stranger.email, 'recuperar/clave');
  t.is(await changeByLink(app, link, await codeIn(app, stranger.mobile)), 'done', 'her card opens it again');
  t.is((await accountNow(app)).state, 'activa');
  await disputeChange(app.deps, revert, thief);
  t.is((await accountNow(app)).state, 'activa', 'the same link freezes no second time');
  const disavow = await tokenIn(app, camila.email, 'no-fui-yo');
  t.not(disavow, '', 'the old mailbox is warned of the recovery');
  t.is(await coded(freezeAccount(app.deps, disavow, thief)), 'too-many-tries');
  t.is((await accountNow(app)).state, 'activa');
  t.is(await emailNow(app), stranger.email, "and the owner's contacts stay");
});

test('[floor 5, threat 19] a company is restored by the card of a current representative only', async (t) => {
  const app = await openAppFor(t);
  await openCompany(app, { serial: '512345678' });
  app.advance(31 * DAY);
  const identifier = parseRut(panaderia.rut);
  await replaceByCard(app, { profile: 'juridica', identifier, representative: '44.000.002-9', serial: '523456789' });
  await waitOut(app);
  const token = await tokenIn(app, 'contacto@panaderia.example', 'revertir');
  const now = async () => (await app.deps.accounts.findByIdentifier('juridica', identifier))?.personal.email;
  t.is((await now()) as string, stranger.email);
  const by = (representative: string, shown: string) =>
    coded(takeBack(app, token, owner, { representative, serial: shown }));
  t.is(await by(camila.rut, camila.serial), 'not-representative');
  t.is(await by('44.000.001-0', '512345678'), 'done');
  t.is((await now()) as string, 'contacto@panaderia.example');
});

test('[floor 5, threat 18] a never-proved account has no reversal against a card: the link leads to showing it, and freezes nothing', async (t) => {
  const app = await openWithCamila(t);
  const { id } = await accountNow(app);
  await app.deps.accounts.change(id, (latest) => ({
    ...latest,
    identidad: 'declarada',
    identityProvedAt: undefined,
  }));
  const pending = await app.deps.pendingChanges.open({
    kind: 'replace-contacts',
    folio: 'CS-PRUE-BA22',
    accountId: id,
    dueAt: app.deps.now(),
    card: { run: camila.run, serial },
  });
  const { email, mobile } = (await accountNow(app)).personal;
  await app.deps.pendingChanges.end(pending?.id ?? '', 'done', { undo: { email, mobile, question: undefined } });
  const until = new Date(app.deps.now().getTime() + DAY);
  const token = await app.deps.links.issue('revert-contacts', id, until, pending?.id);
  await disputeChange(app.deps, token, thief);
  t.is((await accountNow(app)).state, 'activa');
  t.is(await coded(revertContacts(app.deps, { token, serial }, thief)), 'document-at-desk');
});

// --- links

test('[floor 7, threat 20, threat 49] «No fui yo» freezes only through the contact it was sent to, while that contact is on file or just replaced', async (t) => {
  const app = await openWithCamila(t, { env: { CONTACT_HOLD_HOURS: '24' } });
  const account = await accountNow(app);
  const until = new Date(app.deps.now().getTime() + 30 * DAY);
  const link = (contact: string) => app.deps.links.issue('disavow', account.id, until, undefined, { contact });
  const old = await link(camila.email);
  const never = await link('nadie@correo.example');
  t.is(await coded(freezeAccount(app.deps, never, thief)), 'link-spent');
  await replaceByCard(app, {}, owner);
  await waitOut(app);
  app.advance(7 * DAY + MINUTE);
  t.is(await coded(freezeAccount(app.deps, old, thief)), 'link-spent', 'replaced more than seven days ago');
  t.is(await coded(freezeAccount(app.deps, await link(stranger.email), owner)), 'done');
});

test('[floor 7] each contact gets a link of its own', async (t) => {
  const app = await openWithCamila(t);
  await recoverByCard(app);
  await finishAs(app);
  const links = [await tokenIn(app, camila.email, 'no-fui-yo'), await tokenIn(app, camila.mobile, 'no-fui-yo')];
  t.is(new Set(links).size, 2);
  t.false(links.includes(''));
});

// --- «Me robaron»

/** From now on the Registro Civil has only this number of hers in force. */
function newCard(app: TestApp, fresh: string): void {
  const { civilRegistry } = app.deps;
  const verifyCedula = async (_run: unknown, typed: string) =>
    ({ verdict: typed === fresh || typed === camila.serial ? 'matches' : 'mismatch' }) as never;
  Object.assign(app.deps, { civilRegistry: { ...civilRegistry, verifyCedula } });
}

test('[threat 50, threat 51] [stolen card] «Me robaron» opens only with a number that was never accepted before', async (t) => {
  const app = await openWithCamila(t);
  await beginWithCard(app, {}, owner);
  app.advance(DAY);
  await stopOwnAccount(app.deps, await hereOf(app), owner, { stolen: true });
  newCard(app, '534567890');
  t.is(await coded(beginWithCard(app, {}, thief)), 'card-stolen', 'the stolen one is still in force');
  await recoverByCard(app, { serial: '534567890' }, owner);
  t.is(await finishAs(app), 'done');
  const { state, stolenAt } = await accountNow(app);
  t.deepEqual({ state, stolenAt }, { state: 'activa', stolenAt: undefined });
});

test('[threat 50, threat 51] [stolen card] where no card was ever accepted the stolen one cannot be distinguished: the desk opens the account', async (t) => {
  const app = await openWithCamila(t);
  await stopOwnAccount(app.deps, await hereOf(app), owner, { stolen: true });
  t.is(await coded(beginWithCard(app, {}, thief)), 'document-at-desk');
  t.is(await coded(beginWithCard(app, {}, thief)), 'document-at-desk', 'nor the second time');
  t.is((await accountNow(app)).state, 'congelada');
});

test('[stolen card] a never-proved account is not taken by «Alguien registró mi RUT» with the stolen card', async (t) => {
  const app = await openWithCamila(t, { declared: true });
  await stopOwnAccount(app.deps, await hereOf(app), owner, { stolen: true });
  t.like(await contestIdentity(app.deps, { run: camila.run, serial }, thief), { outcome: 'desk' });
  t.is((await accountNow(app)).state, 'congelada');
});

test('[stolen card] a pending recovery that was begun with the stolen card is not applied: two people decide', async (t) => {
  const app = await openWithCamila(t);
  await replaceByCard(app, {}, thief);
  await stopOwnAccount(app.deps, await hereOf(app), owner, { stolen: true });
  await waitOut(app);
  t.deepEqual(await statesOf(app), ['desk']);
  t.is(await emailNow(app), camila.email);
});

test('[stolen card] the link of a contact says so too, also where the account was frozen before', async (t) => {
  const app = await openWithCamila(t);
  await outcomeOf(app, camila.key);
  const first = await tokenIn(app, camila.email, 'no-fui-yo');
  await outcomeOf(app, camila.key, { visitor: elsewhere(3) });
  const second = await tokenIn(app, camila.email, 'no-fui-yo');
  await freezeAccount(app.deps, first, owner);
  t.is((await accountNow(app)).stolenAt, undefined);
  await freezeAccount(app.deps, second, owner, { stolen: true });
  t.truthy((await accountNow(app)).stolenAt);
});

test('[stolen card] numbers of cards are stored in a form that cannot be read', async (t) => {
  const app = await openWithCamila(t);
  await beginWithCard(app);
  const rows = await app.database.run<{ run_hmac: Buffer; serial_hmac: Buffer }[]>((sql) => sql('accepted_cards'));
  t.is(rows.length, 1);
  for (const { run_hmac: run, serial_hmac: kept } of rows) {
    t.is(run.length, 32);
    t.false(kept.toString('latin1').includes(camila.serial));
  }
});

test('[P6] a stopped account reads the same by mail and SMS: recover it with the card, its link, the telephone second', async (t) => {
  const app = await openWithCamila(t);
  await stopOwnAccount(app.deps, await hereOf(app), owner);
  const notices = [
    ...(await messagesTo(app, camila.email)).filter(({ subject }) => /detenida/.test(subject)),
    ...(await messagesTo(app, camila.mobile)).filter(({ text }) => /detuvimos su cuenta/.test(text)),
  ];
  t.is(notices.length, 2);
  for (const { text } of notices) {
    t.regex(text, /ecupere su clave con (el número de )?su c[eé]dula[.:]/);
    t.regex(text, /\/recuperar\/natural\b/);
    t.true(text.search(/ecupere su clave/) < text.search(/800 ?80 ?10 ?30/), 'the telephone second');
  }
  t.is(await outcomeOf(app, CHOSEN), 'key-wrong');
});
