import test, { type ExecutionContext } from 'ava';
import { reap } from '../../src/adapters/postgres/retention/reaper.ts';
import { requireSerial } from '../../src/domain/cedula.ts';
import { parseEmail } from '../../src/domain/email.ts';
import { Secret } from '../../src/domain/key.ts';
import { parseNie } from '../../src/domain/nie.ts';
import { parseMobile } from '../../src/domain/phone.ts';
import { applyDueChange } from '../../src/features/pending-changes/use-cases/apply-due-change.ts';
import { confirmEmail, type FreshChoice } from '../../src/features/registration/use-cases/confirm-email.ts';
import { registerMigrante } from '../../src/features/registration/use-cases/register-migrante.ts';
import { registerNatural } from '../../src/features/registration/use-cases/register-natural.ts';
import { stopRecreation } from '../../src/features/registration/use-cases/stop-recreation.ts';
import { registration, visitorFrom, withKey } from '../helpers/registration.ts';
import { oldHash } from './files.ts';
import { type OldApp, openOldApp } from './old-app.ts';

const camila = '44000003-7';
const line = (email: string, mobile = ''): string =>
  `natural,44.000.003-7,md5,,${oldHash('md5', 'vieja-clave')},${email},${mobile}`;
const typed = parseEmail('nueva@correo.example');
const imported = 'antigua@correo.example';
const CARD = 'B51A23456';
const HOUR = 3_600_000;
const owner = visitorFrom('198.51.100.7');
const CHOSEN = 'Arrayan-55';

const register = (app: OldApp, change: { serial?: string } = {}) =>
  registerNatural(app.deps, registration({ email: typed, mobile: parseMobile('40000666'), ...change } as never), owner);
const tokenOf = (text: string): string => /\/(?:confirmar|clave-antigua)\/(\S+)/.exec(text)?.[1] ?? '';
const confirm = (app: OldApp, text: string) => confirmEmail(app.deps, withKey(tokenOf(text)), owner);
const choose = (app: OldApp, text: string, change: Partial<FreshChoice> = {}) =>
  confirmEmail(app.deps, { token: tokenOf(text), fresh: { key: new Secret(CHOSEN), ...change } }, owner);
const camilas = (app: OldApp) => app.deps.accounts.findByIdentifier('natural', camila as never);

async function newest(t: ExecutionContext, app: OldApp, to: string, subject: string): Promise<string> {
  const found = (await app.mailbox()).find((one) => one.to === to && one.subject === subject);
  t.truthy(found, `${subject} to ${to}`);
  return found?.text ?? '';
}

/** Waits out the pending change, and runs the jobs that are due. */
async function waitOut(app: OldApp): Promise<void> {
  app.advance(73 * HOUR);
  await reap(app.database, app.deps, new Date(app.deps.now().getTime() - 24 * HOUR));
  await applyDueChange(app.deps);
}

test('[A2, threat 44] an imported identifier: the key is chosen after the link, and the attacker’s opens nothing', async (t) => {
  const app = await openOldApp(t);
  await app.bring([line(imported)]);
  await register(app);
  const text = await newest(t, app, imported, 'Confirme su cuenta Clave Sence');
  t.like(
    await t.throwsAsync(confirm(app, text)),
    { code: 'key-missing' },
    'the key of the registration does not serve',
  );
  await choose(app, text);
  const account = await camilas(app);
  t.like(account, { state: 'activa', identidad: 'declarada' });
  t.is(account?.personal.email, imported as never);
  t.is(account?.personal.mobile, undefined, 'nor does the mobile stay');
  t.is(account?.question, undefined, 'nor the question');
  t.true(
    await app.deps.hasher.matches(account?.keyHash, new Secret(CHOSEN), { purpose: 'key', id: account?.id ?? '' }),
  );
  t.is(await app.count('legacy_keys'), 0, 'the old key dies');
  t.false(await app.recognises('natural', camila, 'vieja-clave'));
});

test('[A2] mobile and question of an imported identifier stay if the reader of its mailbox confirms them', async (t) => {
  const app = await openOldApp(t);
  await app.bring([line(imported)]);
  await register(app);
  await choose(app, await newest(t, app, imported, 'Confirme su cuenta Clave Sence'), { keeps: true });
  const account = await camilas(app);
  t.is(account?.personal.mobile, '+56940000666' as never);
  t.is(account?.question?.id, 1);
  t.is(account?.confirmed.mobile, undefined, 'unconfirmed all the same');
});

test('[A2, threat 45] an imported identifier that is re-created by a card waits out the period, and its old contacts are notified', async (t) => {
  const app = await openOldApp(t);
  await app.bring([line(imported, '40000777')]);
  await register(app, { serial: CARD });
  const warned = await newest(t, app, imported, 'Están creando de nuevo su Clave Sence');
  t.regex(warned, /\/clave-antigua\//);
  t.notRegex(warned, /44\.?000\.?003|Camila/, 'it names no person');
  t.true((await app.mailbox()).some(({ channel, to }) => channel === 'sms' && to === '+56940000777'));
  await confirm(app, await newest(t, app, typed, 'Confirme su cuenta Clave Sence'));
  t.like(await camilas(app), { state: 'pendiente_correo' }, 'not before the hold is over');
  t.is(await app.count('legacy_keys'), 1);
  await waitOut(app);
  t.like(await camilas(app), { state: 'activa', identidad: 'documento', personal: { email: typed } });
  t.is(await app.count('legacy_keys'), 0);
  await newest(t, app, typed, 'Su Clave Sence está lista');
});

test('[A2] a card does not open a re-created account whose e-mail was not confirmed meanwhile', async (t) => {
  const app = await openOldApp(t);
  await app.bring([line(imported)]);
  await register(app, { serial: CARD });
  await waitOut(app);
  t.like(await camilas(app), { state: 'pendiente_correo' });
  t.is(await app.count('legacy_keys'), 1);
});

test('[A2, threat 45] the reader of the imported mailbox can stop a re-creation by the card only, and it goes to the desk', async (t) => {
  const app = await openOldApp(t);
  await app.bring([line(imported)]);
  await register(app, { serial: CARD });
  const text = await newest(t, app, imported, 'Están creando de nuevo su Clave Sence');
  await confirm(app, await newest(t, app, typed, 'Confirme su cuenta Clave Sence'));
  const stop = (serial: string) =>
    stopRecreation(app.deps, { token: tokenOf(text), serial: requireSerial(serial) }, visitorFrom('203.0.113.9'));
  t.like(await t.throwsAsync(stop('512345678')), { code: 'cedula-mismatch' });
  t.is(await stop(CARD), 'CS-PRUE-BA22', 'the folio for the desk');
  await newest(t, app, typed, 'Su registro se revisa en persona');
  await waitOut(app);
  t.like(await camilas(app), { state: 'pendiente_correo' }, 'nothing opens by itself, and the case is not reaped');
  const state = await app.database.run<{ state: string }[]>((sql) => sql('holds').select('state'));
  t.deepEqual(state, [{ state: 'desk' }]);
  t.like(await t.throwsAsync(stop(CARD)), { code: 'link-spent' });
});

test('[A2, threat 45] a second registration with the card joins the case of the desk, and does not go around it', async (t) => {
  const app = await openOldApp(t);
  await app.bring([line(imported)]);
  await register(app, { serial: CARD });
  const token = tokenOf(await newest(t, app, imported, 'Están creando de nuevo su Clave Sence'));
  await stopRecreation(app.deps, { token, serial: requireSerial(CARD) }, visitorFrom('203.0.113.9'));
  await register(app, { serial: CARD });
  await confirm(app, await newest(t, app, typed, 'Confirme su cuenta Clave Sence'));
  await waitOut(app);
  t.like(await camilas(app), { state: 'pendiente_correo' });
  const states = await app.database.run<{ state: string }[]>((sql) => sql('holds').select('state'));
  t.deepEqual(states, [{ state: 'desk' }, { state: 'desk' }]);
  await newest(t, app, typed, 'Su registro se revisa en persona');
});

test('[A2] without an imported e-mail only the card opens an old identifier, after the waiting period', async (t) => {
  const app = await openOldApp(t);
  await app.bring([line('')]);
  await register(app);
  t.notRegex(await newest(t, app, typed, 'Falta el número de su cédula'), /\/confirmar\//);
  await register(app, { serial: CARD });
  await confirm(app, await newest(t, app, typed, 'Confirme su cuenta Clave Sence'));
  t.is(await app.count('legacy_keys'), 1);
  await waitOut(app);
  t.is(await app.count('legacy_keys'), 0);
});

test('[A2] an imported NIE, which has no card, is re-created by its old mailbox or else at the desk', async (t) => {
  const app = await openOldApp(t);
  const nie = parseNie('199.000.002-2');
  const old = (email: string) => `migrante,199.000.002-2,md5,,${oldHash('md5', 'vieja-clave')},${email},`;
  await app.bring([old(imported)]);
  const { run: _, ...person } = registration({ email: typed });
  await registerMigrante(app.deps, { ...person, nie }, owner);
  await choose(app, await newest(t, app, imported, 'Confirme su cuenta Clave Sence'));
  t.like(await app.deps.accounts.findByIdentifier('migrante', nie), { state: 'activa' });
});

test('a link that was sent before the import does not bypass it, with the card or without', async (t) => {
  for (const change of [{}, { serial: CARD }]) {
    const app = await openOldApp(t);
    await register(app, change);
    const text = await newest(t, app, typed, 'Confirme su cuenta Clave Sence');
    await app.bring([line(imported)]);
    t.like(await t.throwsAsync(confirm(app, text)), { code: 'link-spent' });
    t.is(await app.count('legacy_keys'), 1);
  }
});

test('an old key is recognised until its account is confirmed; the registration alone does not end it', async (t) => {
  const app = await openOldApp(t);
  await app.bring([line(imported)]);
  await register(app);
  t.true(await app.recognises('natural', camila, 'vieja-clave'));
  const broken = {
    ...app.deps,
    notifier: { ...app.deps.notifier, send: () => Promise.reject(new Error('no outbox')) },
  };
  const text = await newest(t, app, imported, 'Confirme su cuenta Clave Sence');
  await t.throwsAsync(choose({ ...app, deps: broken }, text), { message: 'no outbox' });
  t.is(await app.count('legacy_keys'), 1, 'one transaction with the account');
});

test('after twelve months an old key is not recognised any more, and the reaper deletes it', async (t) => {
  const app = await openOldApp(t);
  await app.bring([line(imported)]);
  const day = 24 * 3_600_000;
  app.advance(364 * day);
  t.true(await app.recognises('natural', camila, 'vieja-clave'));
  app.advance(3 * day);
  t.false(await app.recognises('natural', camila, 'vieja-clave'));
  t.is(await app.deps.legacyKeys.contactsOf('natural', camila as never), undefined);

  const { database, deps } = app;
  await reap(database, deps, new Date(0));
  t.is(await app.count('legacy_keys'), 1, 'by the clock of the database it is young');
  await database.run((sql) =>
    sql('legacy_keys').update({ expires_at: sql.raw("expires_at - interval '12 months 1 day'") }),
  );
  await reap(database, deps, new Date(0));
  t.is(await app.count('legacy_keys'), 0);
});
