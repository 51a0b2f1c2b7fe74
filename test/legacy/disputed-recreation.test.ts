/** A re-creation from the old system that was stopped by the same person's card: what two people of the desk decide. */
import test, { type ExecutionContext } from 'ava';
import { reap } from '../../src/adapters/postgres/retention/reaper.ts';
import type { AskedAtCounter } from '../../src/domain/cases/asked-at-counter.ts';
import { requireSerial } from '../../src/domain/cedula.ts';
import { parseEmail } from '../../src/domain/email.ts';
import { parseMobile } from '../../src/domain/phone.ts';
import { confirmDecision, proposeDecision } from '../../src/features/cases/use-cases/decide-case.ts';
import { attestDocument } from '../../src/features/cases/use-cases/work-on-case.ts';
import { applyDueChange } from '../../src/features/pending-changes/use-cases/apply-due-change.ts';
import { confirmEmail } from '../../src/features/registration/use-cases/confirm-email.ts';
import { registerNatural } from '../../src/features/registration/use-cases/register-natural.ts';
import { stopRecreation } from '../../src/features/registration/use-cases/stop-recreation.ts';
import { isRefusedFor, member } from '../helpers/cases.ts';
import { registration, visitorFrom, withKey } from '../helpers/registration.ts';
import { oldHash } from './files.ts';
import { type OldApp, openOldApp } from './old-app.ts';

const HOUR = 3_600_000;
const CARD = 'B51A23456';
const imported = 'antigua@correo.example';
const typed = parseEmail('nueva@correo.example');
const mobile = parseMobile('40000666');
const owner = visitorFrom('198.51.100.7');
const seen = { document: 'pasaporte', number: 'P1234567', expires: '2030-01-01' };
const document = { kind: 'pasaporte', namesAgree: true } as const;
const same: AskedAtCounter = { document, contacts: { email: typed, mobile } };
const yes = { outcome: 'acogida', reason: 'Vimos el documento de quien se registró.' } as const;
const no = { outcome: 'rechazada', reason: 'Quien mostró el documento no se registró.' } as const;

const camilas = (app: OldApp) => app.deps.accounts.findByIdentifier('natural', '44000003-7' as never);
const tokenTo = async (app: OldApp, to: string): Promise<string> => {
  const texts = (await app.mailbox()).filter((one) => one.to === to).map(({ text }) => text);
  return texts.map((text) => /\/(?:confirmar|clave-antigua)\/(\S+)/.exec(text)?.[1]).find(Boolean) ?? '';
};
const subjects = async (app: OldApp) =>
  (await app.mailbox()).filter(({ to }) => to === typed).map((one) => one.subject);

/** Waits, and runs the jobs that are due; five days are longer than the waiting period and its working day. */
async function waitOut(app: OldApp): Promise<void> {
  app.advance(5 * 24 * HOUR);
  await reap(app.database, app.deps, new Date(app.deps.now().getTime() - 24 * HOUR));
  while (await applyDueChange(app.deps));
}

/**
 * Camila's number is registered with her card, the reader of the imported mailbox shows it too, and a counter sees a
 * document.
 */
async function stopped(t: ExecutionContext, { asked = same, reads = true } = {}) {
  const app = await openOldApp(t);
  await app.bring([`natural,44.000.003-7,md5,,${oldHash('md5', 'vieja-clave')},${imported},`]);
  await registerNatural(app.deps, registration({ email: typed, mobile, serial: CARD } as never), owner);
  if (reads) await confirmEmail(app.deps, withKey(await tokenTo(app, typed)), owner);
  const link = { token: await tokenTo(app, imported), serial: requireSerial(CARD) };
  const folio = await stopRecreation(app.deps, link, visitorFrom('203.0.113.9'));
  const [agente, revisor] = [await member(app, ['agente']), await member(app, ['revisor'], 'Maule')];
  const counter = await member(app, ['mostrador'], 'Talca');
  await attestDocument(app.deps, { folio, member: counter.id }, seen, asked);
  const propose = (how: typeof yes | typeof no) => proposeDecision(app.deps, { folio, member: agente.id }, how);
  const decide = async (how: typeof yes | typeof no) => {
    await propose(how);
    await confirmDecision(app.deps, { folio, member: revisor.id });
  };
  return { app, folio, link, counter, propose, decide };
}

test('[threat 328] granted: it opens after a whole waiting period for who made it, and no link stops it', async (t) => {
  const { app, link, decide } = await stopped(t);
  await decide(yes);
  await applyDueChange(app.deps);
  t.like(await camilas(app), { state: 'pendiente_correo' }, 'not before the hold');
  t.like(await t.throwsAsync(stopRecreation(app.deps, link, owner)), { code: 'link-spent' });
  await waitOut(app);
  t.like(await camilas(app), { state: 'activa', identidad: 'documento', personal: { email: typed } });
  t.is(await app.count('legacy_keys'), 0);
});

test('[threat 328] who comes with other contacts than those of the registration is not given it', async (t) => {
  const contacts = { email: parseEmail(imported), mobile };
  const { propose } = await stopped(t, { asked: { document, contacts } });
  await isRefusedFor(t, 'contacts-differ', () => propose(yes));
  const { propose: without } = await stopped(t, { asked: { document } });
  await isRefusedFor(t, 'contacts-missing', () => without(yes));
});

test('an e-mail that was never confirmed opens nothing: it is rejected, and its person registers again', async (t) => {
  const { app, propose, decide } = await stopped(t, { reads: false });
  await isRefusedFor(t, 'request-unread', () => propose(yes));
  await decide(no);
  await waitOut(app);
  t.is(await camilas(app), undefined);
});

test('rejected: it is dropped at once and its person told, and the number is free for a new registration', async (t) => {
  const { app, decide } = await stopped(t);
  await decide(no);
  t.true((await subjects(app)).includes('No pudimos crear su Clave Sence'), String(await subjects(app)));
  await waitOut(app);
  t.is(await camilas(app), undefined);
  t.is(await app.count('legacy_keys'), 1);
});

test('[threat 328] who attested it is suspended before it is due: it goes back to the desk', async (t) => {
  const { app, counter, decide } = await stopped(t);
  await decide(yes);
  await app.deps.staff.suspend(counter.id);
  await waitOut(app);
  t.like(await camilas(app), { state: 'pendiente_correo' });
  const { cases } = await app.deps.cases.page({ kind: 'identidad-disputada' }, 10);
  t.is(cases.length, 1, 'a new case, under its folio or one of its own');
});
