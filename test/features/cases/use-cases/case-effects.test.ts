/** What a decided case does: the change waits, in the transaction of the second decision and in no other one. */
import test from 'ava';
import { withdrawPendingChange } from '../../../../src/account/withdraw-pending-change.ts';
import type { AskedAtCounter } from '../../../../src/domain/cases/asked-at-counter.ts';
import type { CaseKind } from '../../../../src/domain/cases/kinds/kinds.ts';
import { confirmDecision, proposeDecision } from '../../../../src/features/cases/use-cases/decide-case.ts';
import { attestDocument } from '../../../../src/features/cases/use-cases/work-on-case.ts';
import { confirmContact } from '../../../../src/features/pending-changes/use-cases/confirm-contact.ts';
import type { TestApp } from '../../../helpers/app.ts';
import { rowOf, rowsOf } from '../../../helpers/attack.ts';
import { isRefusedFor, member, openCamilasCase } from '../../../helpers/cases.ts';
import { confirmationIn, given, givenContacts } from '../../../helpers/counter.ts';
import { accountNow, camila, openWithCamila, owner, tokenIn, waitOut } from '../../../helpers/recovery.ts';

const seen = { document: 'pasaporte', number: 'P1234567', expires: '2030-01-01' };
const yes = { outcome: 'acogida', reason: 'Vimos el documento.' } as const;
const document = { kind: 'pasaporte', namesAgree: true } as const;
const newContacts: AskedAtCounter = { document, contacts: givenContacts };

/** A case of Camila's that was attested, and that one of two members proposes to grant. */
async function proposed(app: TestApp, kind: CaseKind, asked: AskedAtCounter) {
  const [agente, revisor] = [await member(app, ['agente']), await member(app, ['revisor'], 'Maule')];
  const folio = await openCamilasCase(app, kind);
  await attestDocument(app.deps, { folio, member: agente.id }, seen, asked);
  await proposeDecision(app.deps, { folio, member: agente.id }, yes);
  return { folio, revisor, agente };
}

const counters = (app: TestApp) => rowsOf(app, 'holds', { kind: 'counter' });

test('a dead mailbox by two people and the hold; what was asked is erased with the case', async (t) => {
  const app = await openWithCamila(t);
  const { folio, revisor } = await proposed(app, 'correo-perdido', newContacts);
  t.deepEqual(await counters(app), [], 'the first of two changes nothing');
  const done = await confirmDecision(app.deps, { folio, member: revisor.id });
  t.deepEqual(done.asked, { document });
  t.is((await counters(app)).length, 1);
  await confirmContact(app.deps, await confirmationIn(app), owner);
  await waitOut(app);
  t.is(String((await accountNow(app)).personal.email), given.email);
});

test('the true owner stops it by the old mobile', async (t) => {
  const app = await openWithCamila(t);
  const { folio, revisor } = await proposed(app, 'correo-perdido', newContacts);
  await confirmDecision(app.deps, { folio, member: revisor.id });
  await confirmContact(app.deps, await confirmationIn(app), owner);
  await withdrawPendingChange(app.deps, await tokenIn(app, camila.mobile, 'solicitud'), owner);
  await waitOut(app);
  t.is(String((await accountNow(app)).personal.email), camila.email);
});

test('an account that changed between proposal and confirmation: nothing is decided', async (t) => {
  const app = await openWithCamila(t);
  const { folio, revisor } = await proposed(app, 'cedula-vencida', { document, key: true });
  await app.deps.accounts.change((await accountNow(app)).id, (latest) => ({ ...latest, state: 'suspendida' }));
  await isRefusedFor(t, 'account-suspended', () => confirmDecision(app.deps, { folio, member: revisor.id }));
  t.is((await rowOf(app, 'cases', { folio })).state, 'por-confirmar');
  t.deepEqual(await counters(app), []);
});

test('two who confirm at once: one effect', async (t) => {
  const app = await openWithCamila(t);
  const { folio, revisor } = await proposed(app, 'correo-perdido', newContacts);
  const other = await member(app, ['revisor'], 'Talca');
  const both = [revisor, other].map(({ id }) => confirmDecision(app.deps, { folio, member: id }));
  const settled = await Promise.allSettled(both);
  t.is(settled.filter(({ status }) => status === 'fulfilled').length, 1);
  t.is((await counters(app)).length, 1);
});

test('[threat 314] the member who attested the document is suspended meanwhile: it goes back to the desk', async (t) => {
  const app = await openWithCamila(t);
  const [agente, revisor] = [await member(app, ['agente']), await member(app, ['revisor'], 'Maule')];
  const counter = await member(app, ['mostrador'], 'Talca');
  const folio = await openCamilasCase(app, 'correo-perdido');
  await attestDocument(app.deps, { folio, member: counter.id }, seen, newContacts);
  await proposeDecision(app.deps, { folio, member: agente.id }, yes);
  await confirmDecision(app.deps, { folio, member: revisor.id });
  await confirmContact(app.deps, await confirmationIn(app), owner);
  await app.deps.staff.suspend(counter.id);
  await waitOut(app);
  t.deepEqual(
    (await counters(app)).map(({ state }) => state),
    ['desk'],
  );
  t.is(String((await accountNow(app)).personal.email), camila.email);
});
