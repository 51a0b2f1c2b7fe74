/** A person whose home is not safe: at once, told to no contact of before, seen in no page for 90 days (rules, Theft). */
import test from 'ava';
import { freezeAccount } from '../../../../src/account/freeze-account.ts';
import { openCase } from '../../../../src/account/open-case.ts';
import { withdrawPendingChange } from '../../../../src/account/withdraw-pending-change.ts';
import { confirmDecision, proposeDecision } from '../../../../src/features/cases/use-cases/decide-case.ts';
import { attestDocument } from '../../../../src/features/cases/use-cases/work-on-case.ts';
import { applyDueChange } from '../../../../src/features/pending-changes/use-cases/apply-due-change.ts';
import { confirmContact } from '../../../../src/features/pending-changes/use-cases/confirm-contact.ts';
import type { TestApp } from '../../../helpers/app.ts';
import { rowsOf } from '../../../helpers/attack.ts';
import { isRefusedFor, member } from '../../../helpers/cases.ts';
import { confirmationIn, given, givenContacts, office } from '../../../helpers/counter.ts';
import {
  accountNow,
  camila,
  changeByLink,
  coded,
  DAY,
  elsewhere,
  messagesTo,
  openWithCamila,
  outcomeOf,
  owner,
  replaceByCard,
  tokenIn,
  waitOut,
} from '../../../helpers/recovery.ts';
import { openStaff } from '../../../helpers/staff.ts';

const seen = { document: 'cedula', number: camila.serial, expires: '2030-01-01' };
const document = { kind: 'cedula', namesAgree: true } as const;
const yes = { outcome: 'acogida', reason: 'Protección.', others: 'Leímos el otro caso.' } as const;

/** Opened and attested by one member, proposed by another one, confirmed by a third. */
async function protect(app: TestApp, contacts: typeof givenContacts | undefined = givenContacts): Promise<void> {
  const [first, agente] = [await member(app, ['agente']), await member(app, ['agente'])];
  const revisor = await member(app, ['revisor'], 'Maule');
  await member(app, ['auditor']);
  const holder = { account: await accountNow(app) };
  const opened = { kind: 'proteccion', openedBy: 'staff', opener: first.id, holder } as const;
  const { folio } = await openCase(app.deps, opened, { ...office, reference: 'CS-PRTC-0001' });
  await attestDocument(app.deps, { folio, member: first.id }, seen, { document, contacts });
  await proposeDecision(app.deps, { folio, member: agente.id }, yes);
  await confirmDecision(app.deps, { folio, member: revisor.id });
}

const sentTo = async (app: TestApp): Promise<number> =>
  (await messagesTo(app, camila.email)).length + (await messagesTo(app, camila.mobile)).length;

async function activity(app: TestApp): Promise<readonly string[]> {
  const { id } = await accountNow(app);
  const span = { from: new Date(0), to: new Date(app.deps.now().getTime() + 1000), skip: 0, limit: 50 };
  return (await app.deps.audit.read(id, span)).map(({ act }) => act);
}

test('[threat 265] nothing is told to the contacts of before, and only the new mailbox opens the account', async (t) => {
  const app = await openWithCamila(t);
  t.is(await outcomeOf(app, camila.key, { visitor: elsewhere() }), 'in');
  const link = await tokenIn(app, camila.email, 'no-fui-yo');
  const [before, acts] = [await sentTo(app), await activity(app)];
  await protect(app);
  t.is((await accountNow(app)).state, 'congelada', 'key and card of before open nothing');
  t.not(await outcomeOf(app, camila.key), 'in');
  await confirmContact(app.deps, await confirmationIn(app), owner);
  t.true(await applyDueChange(app.deps));
  const { personal } = await accountNow(app);
  t.deepEqual([personal.email, personal.mobile], [givenContacts.email, givenContacts.mobile]);
  t.is(await sentTo(app), before);
  t.deepEqual(await activity(app), acts, 'no page shows it');
  t.is(await coded(freezeAccount(app.deps, link, elsewhere())), 'link-spent');
  const mail = await tokenIn(app, given.email, 'recuperar/clave');
  t.is(await changeByLink(app, mail, ''), 'done');
  t.is((await accountNow(app)).state, 'activa');
  await app.advance(91 * DAY);
  t.true((await activity(app)).includes('account.protected'), 'the trail has it');
});

test('every auditor is told, in the transaction of the decision', async (t) => {
  const app = await openWithCamila(t);
  await protect(app);
  const told = (await app.mailbox()).filter(({ subject }) => subject === 'Protegieron una cuenta sin espera ni aviso');
  t.is(told.length, 1);
});

test('[threat 383] one administrador who makes the only auditor wait keeps no protection from them', async (t) => {
  const app = await openWithCamila(t);
  const corrupt = await member(app, ['administrador'], 'Arica');
  const { member: auditor } = await openStaff(app, { roles: ['auditor'], email: 'auditora@sence.example' });
  await app.deps.staff.setRoles(auditor.id, ['auditor', 'mostrador'], corrupt.id);
  await protect(app);
  t.true((await messagesTo(app, 'auditora@sence.example')).some(({ subject }) => subject?.startsWith('Protegieron')));
});

test('contacts that were replaced some days ago cannot be restored any more', async (t) => {
  const app = await openWithCamila(t);
  await replaceByCard(app);
  await waitOut(app);
  await protect(app);
  t.deepEqual(
    (await rowsOf(app, 'holds', {})).filter(({ undo }) => undo !== null),
    [],
  );
});

test('without new contacts nothing is protected; without the confirmation the account stays shut', async (t) => {
  const app = await openWithCamila(t);
  await isRefusedFor(t, 'contacts-missing', () => protect(app, { ...givenContacts, email: camila.email as never }));
  const other = await openWithCamila(t);
  const before = await sentTo(other);
  await protect(other);
  await waitOut(other);
  t.is(String((await accountNow(other)).personal.email), camila.email);
  t.is((await accountNow(other)).state, 'congelada');
  t.is(await sentTo(other), before);
});

test('[threat 313] a request that two people would decide ends with the protection', async (t) => {
  const app = await openWithCamila(t);
  for (let time = 0; time < 2; time += 1) {
    await replaceByCard(app);
    await withdrawPendingChange(app.deps, await tokenIn(app, camila.email, 'solicitud'), owner);
    await app.advance(DAY);
  }
  t.is((await rowsOf(app, 'holds', { state: 'desk' })).length, 1);
  await protect(app);
  t.deepEqual(await rowsOf(app, 'holds', { state: 'desk' }), []);
  t.is(await app.deps.pendingChanges.atDesk((await accountNow(app)).id), undefined);
});
