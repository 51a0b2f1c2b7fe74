/** What two people of the staff decided: it waits, every contact may stop it, and it is judged again when it is due. */
import test from 'ava';
import { freezeAccount } from '../../../../src/account/freeze-account.ts';
import { withdrawPendingChange } from '../../../../src/account/withdraw-pending-change.ts';
import { applyDueChange } from '../../../../src/features/pending-changes/use-cases/apply-due-change.ts';
import { confirmContact } from '../../../../src/features/pending-changes/use-cases/confirm-contact.ts';
import type { TestApp } from '../../../helpers/app.ts';
import { confirmationIn, decideFor, given, givenContacts } from '../../../helpers/counter.ts';
import { openJorge } from '../../../helpers/migrantes.ts';
import {
  accountNow,
  camila,
  changeBy,
  DAY,
  elsewhere,
  HOUR,
  MINUTE,
  messagesTo,
  nearDue,
  openAppFor,
  openWithCamila,
  outcomeOf,
  owner,
  provisionalIn,
  tokenIn,
  waitOut,
} from '../../../helpers/recovery.ts';

const contacts = { contacts: givenContacts, key: true } as const;

const statesOf = async ({ database }: TestApp) => {
  const rows = await database.run<{ state: string }[]>((sql) =>
    sql('holds').where({ kind: 'counter' }).orderBy('created_at').select('state'),
  );
  return rows.map(({ state }) => state);
};
const dueOf = async ({ database }: TestApp): Promise<Date> => {
  const row = await database.run<{ due_at: Date }>((sql) => sql('holds').where({ kind: 'counter' }).first('due_at'));
  return row.due_at;
};
const emailOf = async (app: TestApp): Promise<string> => (await accountNow(app)).personal.email;
const subjectsTo = async (app: TestApp, to: string) => (await messagesTo(app, to)).map(({ subject }) => subject);

test('[floor 5] a decision of two people waits, every contact is told, and then contacts and key are the person’s own', async (t) => {
  const app = await openWithCamila(t);
  const asked = app.deps.now().getTime();
  await decideFor(app, await accountNow(app), contacts);
  t.true((await dueOf(app)).getTime() >= asked + 72 * HOUR);
  t.true((await subjectsTo(app, camila.email)).includes('Aprobaron un cambio en su cuenta: puede detenerlo'));
  t.regex((await messagesTo(app, camila.mobile))[0]?.text ?? '', /aprobaron en una oficina un cambio/);
  await confirmContact(app.deps, await confirmationIn(app), owner);
  await nearDue(app, -MINUTE);
  t.false(await applyDueChange(app.deps));
  t.is(await emailOf(app), camila.email, 'nothing changes before');
  await waitOut(app);
  t.deepEqual(await statesOf(app), ['done']);
  const { personal, confirmed } = await accountNow(app);
  t.deepEqual([personal.email, personal.mobile], [givenContacts.email, givenContacts.mobile]);
  t.is(confirmed.mobile, undefined, 'the new mobile is used once its code was typed');
  const [last] = await messagesTo(app, camila.email);
  t.is(last?.subject, 'Hicimos el cambio aprobado en persona');
  t.notRegex(last?.text ?? '', /no-fui-yo|revertir/, 'a replaced contact gets no link');
  t.is(await changeBy(app, await provisionalIn(app, given.email)), 'done');
});

test('[floor 5] seven days where the account signed in within thirty', async (t) => {
  const app = await openWithCamila(t);
  t.is(await outcomeOf(app, camila.key), 'in');
  const asked = app.deps.now().getTime();
  await decideFor(app, await accountNow(app), contacts);
  t.true((await dueOf(app)).getTime() >= asked + 7 * DAY);
});

test('[threat 260] the owner stops it by the mobile on file; the second stop in thirty days is a case of the desk', async (t) => {
  const app = await openWithCamila(t);
  await decideFor(app, await accountNow(app), contacts);
  await withdrawPendingChange(app.deps, await tokenIn(app, camila.mobile, 'solicitud'), owner);
  t.deepEqual(await statesOf(app), ['withdrawn']);
  t.true((await subjectsTo(app, camila.email)).includes('El cambio fue detenido'));
  await app.advance(DAY);
  await decideFor(app, await accountNow(app), contacts);
  await withdrawPendingChange(app.deps, await tokenIn(app, camila.mobile, 'solicitud'), owner);
  t.deepEqual(await statesOf(app), ['withdrawn', 'desk']);
  t.is((await app.deps.cases.openOf((await accountNow(app)).id, 'segunda-detencion'))?.state, 'espera-persona');
  t.is((await messagesTo(app, camila.email))[0]?.subject, 'Revisan de nuevo el cambio de su cuenta');
  await waitOut(app);
  t.is(await emailOf(app), camila.email);
});

test('[threat 260] «No fui yo» of a contact freezes the account and stops it', async (t) => {
  const app = await openWithCamila(t);
  t.is(await outcomeOf(app, camila.key, { visitor: elsewhere() }), 'in');
  await decideFor(app, await accountNow(app), contacts);
  await freezeAccount(app.deps, await tokenIn(app, camila.email, 'no-fui-yo'), owner);
  t.deepEqual(await statesOf(app), ['withdrawn']);
  t.is((await accountNow(app)).state, 'congelada');
});

test('a new e-mail that was not confirmed is never put on file', async (t) => {
  const app = await openWithCamila(t);
  await decideFor(app, await accountNow(app), contacts);
  await waitOut(app);
  t.deepEqual(await statesOf(app), ['refused']);
  t.is(await emailOf(app), camila.email);
  t.true((await subjectsTo(app, camila.email)).includes('No pudimos hacer el cambio'));
});

test('[threat 261] a decision whose member was suspended meanwhile has no effect, and goes back to the desk', async (t) => {
  const app = await openWithCamila(t);
  const { decidedBy } = await decideFor(app, await accountNow(app), contacts);
  await confirmContact(app.deps, await confirmationIn(app), owner);
  await app.deps.staff.suspend(decidedBy[0]);
  await waitOut(app);
  t.deepEqual(await statesOf(app), ['desk']);
  t.is(await emailOf(app), camila.email);
});

test('[threat 262] owner who stops it and workers who apply it at once: one effect', async (t) => {
  const app = await openWithCamila(t);
  const { request } = await decideFor(app, await accountNow(app), contacts);
  await confirmContact(app.deps, await confirmationIn(app), owner);
  await nearDue(app, MINUTE);
  await Promise.all([
    applyDueChange(app.deps),
    withdrawPendingChange(app.deps, request, owner),
    applyDueChange(app.deps),
  ]);
  const [state] = await statesOf(app);
  const email = await emailOf(app);
  t.deepEqual([state, email], state === 'done' ? ['done', given.email] : ['withdrawn', camila.email]);
  t.is((await subjectsTo(app, given.email)).filter((one) => /clave/i.test(one)).length, state === 'done' ? 1 : 0);
});

test('[threat 263] the number of an account goes to the person whose document was seen; no contact of it stops that', async (t) => {
  const app = await openAppFor(t);
  const nie = await openJorge(app);
  const before = await app.deps.accounts.findByIdentifier('migrante', nie);
  if (!before) throw new Error('Jorge has no account');
  const { request } = await decideFor(app, before, { number: true });
  await withdrawPendingChange(app.deps, request, elsewhere());
  t.deepEqual(await statesOf(app), ['waiting']);
  await waitOut(app);
  t.deepEqual(await statesOf(app), ['done']);
  t.is(await app.deps.accounts.findByIdentifier('migrante', nie), undefined, 'free for its owner');
  t.is((await app.deps.accounts.find(before.id))?.state, 'congelada');
});

test('identity `documento` of a migrante after the hold: the question goes, the holder is told', async (t) => {
  const app = await openAppFor(t);
  const nie = await openJorge(app);
  const before = await app.deps.accounts.findByIdentifier('migrante', nie);
  if (!before) throw new Error('Jorge has no account');
  await decideFor(app, before, { identity: true });
  await waitOut(app);
  const after = await app.deps.accounts.find(before.id);
  t.is(after?.identidad, 'documento');
  t.is(after?.question, undefined);
  t.is(after?.subject, before.subject);
});

test('[threat 314] a decision whose member has no role any more has no effect, and goes back to the desk', async (t) => {
  const app = await openWithCamila(t);
  const { decidedBy } = await decideFor(app, await accountNow(app), contacts);
  await confirmContact(app.deps, await confirmationIn(app), owner);
  await app.deps.staff.setRoles(decidedBy[1], []);
  await waitOut(app);
  t.deepEqual(await statesOf(app), ['desk']);
  t.is(await emailOf(app), camila.email);
});
