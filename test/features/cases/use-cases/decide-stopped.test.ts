/** A request that was stopped twice: two people decide it, and then neither a contact nor the card stops it. */
import test from 'ava';
import { disputableChanges } from '../../../../src/account/dispute-pending-change.ts';
import { freezeAccount } from '../../../../src/account/freeze-account.ts';
import { withdrawPendingChange } from '../../../../src/account/withdraw-pending-change.ts';
import type { AskedAtCounter } from '../../../../src/domain/cases/asked-at-counter.ts';
import type { CounterEffect } from '../../../../src/domain/cases/counter-effect.ts';
import { parseEmail } from '../../../../src/domain/email.ts';
import { parseMobile } from '../../../../src/domain/phone.ts';
import {
  confirmDecision,
  proposeDecision,
  sendBackDecision,
} from '../../../../src/features/cases/use-cases/decide-case.ts';
import { attestDocument } from '../../../../src/features/cases/use-cases/work-on-case.ts';
import { applyDueChange } from '../../../../src/features/pending-changes/use-cases/apply-due-change.ts';
import { confirmContact } from '../../../../src/features/pending-changes/use-cases/confirm-contact.ts';
import type { StaffMember } from '../../../../src/ports/staff.ts';
import type { TestApp } from '../../../helpers/app.ts';
import { rowsOf } from '../../../helpers/attack.ts';
import { isRefusedFor, member, openCamilasCase } from '../../../helpers/cases.ts';
import { decideFor, givenContacts } from '../../../helpers/counter.ts';
import { askLoss, openWithFactor } from '../../../helpers/factor-loss.ts';
import {
  accountNow,
  askForOtherContacts,
  camila,
  changeBy,
  DAY,
  elsewhere,
  MINUTE,
  nearDue,
  openWithCamila,
  outcomeOf,
  owner,
  provisionalIn,
  recoverByCard,
  replaceByCard,
  stranger,
  tokenIn,
  waitOut,
} from '../../../helpers/recovery.ts';

const seen = { document: 'cedula', number: 'B51A23456', expires: '2030-01-01' };
const document = { kind: 'cedula', namesAgree: true } as const;
/** What the page of a recovery asked for, asked again at the counter. */
const same = { document, contacts: { email: parseEmail(stranger.email), mobile: parseMobile(stranger.mobile) } };
const yes = { outcome: 'acogida', reason: 'Vimos el documento.' } as const;
const no = { outcome: 'rechazada', reason: 'El documento no es el suyo.' } as const;

/** Asks for other contacts by the card, twice, and stops both by the mailbox on file. */
async function stoppedTwice(app: TestApp, ask: (app: TestApp) => Promise<unknown> = replaceByCard): Promise<void> {
  for (let time = 0; time < 2; time += 1) {
    await ask(app);
    await withdrawPendingChange(app.deps, await tokenIn(app, camila.email, 'solicitud'), owner);
    await app.advance(DAY);
  }
}

const staff = new WeakMap<TestApp, Staff>();

interface Staff {
  readonly agente: StaffMember;
  readonly revisor: StaffMember;
  readonly counter: StaffMember;
}

/** The three who decide in an app, the same in each of its cases. */
async function staffOf(app: TestApp): Promise<Staff> {
  const known = staff.get(app);
  if (known) return known;
  const agente = await member(app, ['agente']);
  const revisor = await member(app, ['revisor'], 'Maule');
  const opened = { agente, revisor, counter: await member(app, ['mostrador'], 'Talca') };
  staff.set(app, opened);
  return opened;
}

/** The case that the second stop opened, or one that she opens herself, attested by one member and proposed by another. */
async function proposed(app: TestApp, how: typeof yes | typeof no = yes, asked: AskedAtCounter = same) {
  const { agente, revisor, counter } = await staffOf(app);
  const folio = await openCamilasCase(app, 'segunda-detencion');
  await attestDocument(app.deps, { folio, member: counter.id }, seen, asked);
  await proposeDecision(app.deps, { folio, member: agente.id }, how);
  return { folio, agente, revisor, counter };
}

/** The same, confirmed. */
async function decided(app: TestApp, how: typeof yes | typeof no = yes, asked: AskedAtCounter = same) {
  const all = await proposed(app, how, asked);
  await confirmDecision(app.deps, { folio: all.folio, member: all.revisor.id });
  return all;
}

const statesOf = async (app: TestApp) => (await rowsOf(app, 'holds', {})).map(({ state }) => String(state)).toSorted();
const emailOf = async (app: TestApp): Promise<string> => (await accountNow(app)).personal.email;

test('[threat 264] what two people grant takes effect, whatever a contact says; not before its own hour', async (t) => {
  const app = await openWithCamila(t);
  await stoppedTwice(app);
  t.deepEqual(await statesOf(app), ['desk', 'withdrawn']);
  await decided(app);
  t.deepEqual(await statesOf(app), ['waiting', 'withdrawn']);
  await withdrawPendingChange(app.deps, await tokenIn(app, camila.email, 'solicitud'), elsewhere());
  t.deepEqual(await statesOf(app), ['waiting', 'withdrawn'], 'the mailbox on file stops it no third time');
  t.false(await applyDueChange(app.deps), 'the hold of the request is not shortened');
  await waitOut(app);
  t.is(await emailOf(app), stranger.email);
});

test('a user who signs in is not asked about a request that nothing stops any more', async (t) => {
  const app = await openWithCamila(t);
  await stoppedTwice(app);
  await decided(app);
  t.deepEqual(await disputableChanges(app.deps, { account: await accountNow(app) }), []);
});

test('a request past its hour takes effect at once', async (t) => {
  const app = await openWithCamila(t);
  await stoppedTwice(app);
  await app.advance(5 * DAY);
  await decided(app);
  t.true(await applyDueChange(app.deps));
  t.is(await emailOf(app), stranger.email);
});

test('a new e-mail that was never confirmed is asked again, and is not put on file without it', async (t) => {
  const app = await openWithCamila(t);
  await stoppedTwice(app, askForOtherContacts);
  await app.advance(5 * DAY);
  await decided(app);
  t.false(await applyDueChange(app.deps));
  await confirmContact(app.deps, await tokenIn(app, stranger.email, 'confirmar-contacto'), elsewhere());
  await nearDue(app, MINUTE);
  t.true(await applyDueChange(app.deps));
  t.is(await emailOf(app), stranger.email);
});

test('a rejected one never takes effect, and its content is erased after sixty days', async (t) => {
  const app = await openWithCamila(t);
  await stoppedTwice(app);
  await decided(app, no);
  await waitOut(app);
  t.is(await emailOf(app), camila.email);
  await app.advance(61 * DAY);
  await app.deps.pendingChanges.forgetUndo(10);
  const rows = await rowsOf(app, 'holds', { state: 'refused' });
  t.deepEqual(
    rows.map(({ content }) => content),
    [null],
  );
});

test('without a request that waits, it opens a frozen account and no other one', async (t) => {
  const app = await openWithCamila(t);
  await isRefusedFor(t, 'nothing-waits', () => decided(app));
  const frozen = await openWithCamila(t);
  t.is(await outcomeOf(frozen, camila.key, { visitor: elsewhere() }), 'in');
  await freezeAccount(frozen.deps, await tokenIn(frozen, camila.email, 'no-fui-yo'), owner);
  await decided(frozen, yes, { document });
  await waitOut(frozen);
  t.regex(await tokenIn(frozen, camila.email, 'recuperar/clave'), /\w/);
});

test('[threat 310] the stopped request of another person is not granted on the document of the one who came', async (t) => {
  const app = await openWithCamila(t);
  await stoppedTwice(app);
  await isRefusedFor(t, 'contacts-differ', () => decided(app, yes, { document, contacts: givenContacts }));
  await isRefusedFor(t, 'contacts-differ', () => decided(app, yes, { document }));
  const mobile = givenContacts.mobile;
  await isRefusedFor(t, 'contacts-differ', () =>
    decided(app, yes, { document, contacts: { ...same.contacts, mobile } }),
  );
  t.deepEqual(await statesOf(app), ['desk', 'withdrawn']);
  await decided(app, no, { document, contacts: givenContacts });
  t.deepEqual(await statesOf(app), ['refused', 'withdrawn'], 'the thief’s request can be rejected');
});

test('[threat 310] a stopped request without contacts is granted where the person asked for a key, and no other', async (t) => {
  const ask = (effect: CounterEffect) => async (app: TestApp) => decideFor(app, await accountNow(app), effect);
  const app = await openWithCamila(t);
  await stoppedTwice(app, ask({ key: true }));
  await isRefusedFor(t, 'request-unknown', () => decided(app, yes, { document }));
  await decided(app, yes, { document, key: true });
  t.deepEqual(await statesOf(app), ['waiting', 'withdrawn']);
  const other = await openWithCamila(t);
  await stoppedTwice(other, ask({ factors: true }));
  await isRefusedFor(t, 'request-unknown', () => decided(other, yes, { document, key: true }));
});

test('[threat 311] a request that was stopped after the proposal is neither granted nor refused by it', async (t) => {
  for (const how of [yes, no]) {
    const app = await openWithCamila(t);
    await stoppedTwice(app);
    const { folio, revisor, agente } = await proposed(app, how);
    await replaceByCard(app);
    await withdrawPendingChange(app.deps, await tokenIn(app, camila.email, 'solicitud'), owner);
    t.deepEqual(await statesOf(app), ['desk', 'desk', 'withdrawn']);
    const confirm = () => confirmDecision(app.deps, { folio, member: revisor.id });
    await isRefusedFor(t, 'request-changed', confirm);
    t.deepEqual(await statesOf(app), ['desk', 'desk', 'withdrawn']);
    await sendBackDecision(app.deps, { folio, member: revisor.id });
    await proposeDecision(app.deps, { folio, member: agente.id }, how);
    await confirm();
    t.deepEqual(await statesOf(app), ['desk', how === yes ? 'waiting' : 'refused', 'withdrawn'].toSorted());
  }
});

test('[threat 312] a rejected request of a case that the stop opened is refused at once: it has no appeal', async (t) => {
  const app = await openWithCamila(t);
  await stoppedTwice(app);
  await decided(app, no);
  t.deepEqual(await statesOf(app), ['refused', 'withdrawn']);
  t.deepEqual(
    (await rowsOf(app, 'holds', { state: 'refused' })).map(({ content }) => content),
    [null],
  );
});

test('[threat 313] who recovers with the card and a contact on file ends what the desk would decide', async (t) => {
  const app = await openWithCamila(t);
  await stoppedTwice(app);
  await recoverByCard(app);
  await changeBy(app, await provisionalIn(app, camila.email));
  t.deepEqual(await statesOf(app), ['withdrawn', 'withdrawn']);
  await isRefusedFor(t, 'nothing-waits', () => decided(app));
});

test('[threat 314] a proposal of a member who may not propose any more is not confirmed', async (t) => {
  const app = await openWithCamila(t);
  await stoppedTwice(app);
  const { folio, agente, revisor } = await proposed(app);
  const confirm = () => confirmDecision(app.deps, { folio, member: revisor.id });
  await app.deps.staff.setRoles(agente.id, ['auditor']);
  await isRefusedFor(t, 'proposer-out', confirm);
  await app.deps.staff.setRoles(agente.id, ['agente']);
  await app.deps.staff.suspend(agente.id);
  await isRefusedFor(t, 'proposer-out', confirm);
  t.deepEqual(await statesOf(app), ['desk', 'withdrawn']);
});

test('[threat 314] a request whose proposer or counter was suspended meanwhile goes back to the desk', async (t) => {
  for (const role of ['agente', 'counter'] as const) {
    const app = await openWithCamila(t);
    await stoppedTwice(app);
    const all = await decided(app);
    await app.deps.staff.suspend(all[role].id);
    await waitOut(app);
    t.deepEqual(await statesOf(app), ['desk', 'withdrawn'], role);
    t.is(await emailOf(app), camila.email);
  }
});

test('[threat 314] a lost factor that two people let wait again stays where one of them was suspended', async (t) => {
  const { app } = await openWithFactor(t);
  await stoppedTwice(app, askLoss);
  const request = await app.deps.pendingChanges.atDesk((await accountNow(app)).id);
  const { agente, revisor } = await staffOf(app);
  const decided = { caseId: crypto.randomUUID(), by: [agente.id, revisor.id] };
  await app.deps.pendingChanges.reinstate(request?.id ?? '', decided, app.deps.now());
  await app.deps.staff.suspend(revisor.id);
  t.true(await applyDueChange(app.deps));
  t.deepEqual(await statesOf(app), ['desk', 'withdrawn']);
});
