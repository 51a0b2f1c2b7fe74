import test, { type ExecutionContext } from 'ava';
import { pendingChangeOfLink, withdrawPendingChange } from '../../../../src/account/withdraw-pending-change.ts';
import { requireSerial } from '../../../../src/domain/cedula.ts';
import { parseEmail } from '../../../../src/domain/email.ts';
import { Secret } from '../../../../src/domain/key.ts';
import { parseNie } from '../../../../src/domain/nie.ts';
import { parseMobile } from '../../../../src/domain/phone.ts';
import { parseRun, type Rut } from '../../../../src/domain/rut.ts';
import { linkRun } from '../../../../src/features/identity/use-cases/link-run.ts';
import { applyDueChange } from '../../../../src/features/pending-changes/use-cases/apply-due-change.ts';
import { confirmEmail } from '../../../../src/features/registration/use-cases/confirm-email.ts';
import { registerMigrante } from '../../../../src/features/registration/use-cases/register-migrante.ts';
import { registerNatural } from '../../../../src/features/registration/use-cases/register-natural.ts';
import type { Deps } from '../../../../src/ports/deps.ts';
import type { ForeignPerson, NieRegistry } from '../../../../src/ports/nie-registry.ts';
import { Unavailable } from '../../../../src/ports/unavailable.ts';
import { openTestApp, type TestApp } from '../../../helpers/app.ts';
import { openBrowser } from '../../../helpers/browser.ts';
import { newestLinkTo } from '../../../helpers/captcha.ts';
import {
  answerOf,
  beginSignIn,
  clientFileFor,
  openClient,
  redeem,
  rosa,
  userInfo,
} from '../../../helpers/client-app.ts';
import { callable, eventReceiver, heardAt, listeningAt, notifiedIn } from '../../../helpers/event-receiver.ts';
import { confirmMobileOf } from '../../../helpers/mobile.ts';
import { nearDue } from '../../../helpers/recovery.ts';
import { registration, visitorFrom, withKey } from '../../../helpers/registration.ts';

const jorge = { nie: '199.000.002-2', run: '44.000.113-0', serial: '567890123', key: 'Quiltro-77' } as const;
const here = visitorFrom('198.51.100.7');
const HOURS = 3_600_000;
const scope = 'openid profile run';

async function open(t: ExecutionContext, clientFile: object = clientFileFor('ejemplo', { scope }), env: object = {}) {
  const app = await openTestApp({ clients: [clientFile], env: { THROTTLES: 'off', ...env } });
  t.teardown(app.stop);
  const { run: _, ...person } = registration();
  const asked = {
    ...person,
    nie: parseNie(jorge.nie),
    email: parseEmail('jorge@correo.example'),
    mobile: parseMobile('40000009'),
  };
  await registerMigrante(app.deps, asked, here);
  await confirmEmail(app.deps, withKey(await newestLinkTo(app, 'jorge@correo.example')), here);
  await confirmMobileOf(app, 'migrante', asked.nie);
  const client = await openClient(app, 'ejemplo');

  const enter = async (perfil: 'natural' | 'migrante', rut: string) => {
    const browser = openBrowser();
    const { checks, to } = await beginSignIn(client, { scope });
    const page = await browser.follow(await browser.get(to.href), app.issuer);
    const sent = await browser.send(page, { perfil, rut, clave: jorge.key, accion: 'ingresar' });
    const answer = await browser.follow(sent, app.issuer);
    if (!answer.headers.get('location')) return { refused: answer.text };
    const tokens = await redeem(client, answerOf(answer), checks);
    return { sub: tokens.claims()?.sub, claims: await userInfo(client, tokens) };
  };
  return { app, enter };
}

const ask = (app: TestApp, change: { nie?: string; run?: string; serial?: string; key?: string } = {}) =>
  linkRun(
    app.deps,
    {
      nie: parseNie(change.nie ?? jorge.nie),
      run: parseRun(change.run ?? jorge.run),
      serial: requireSerial(change.serial ?? jorge.serial),
      key: new Secret(change.key ?? jorge.key),
      device: undefined,
    },
    here,
  );

test('[protocol 63] a client that asks for it learns that the sub which it knows has a RUN now, and not before', async (t) => {
  const receiver = await eventReceiver(t);
  const { app, enter } = await open(t, listeningAt(receiver, 'ejemplo', { scope }), callable(receiver));
  const { sub } = await enter('migrante', jorge.nie);
  await ask(app);
  t.deepEqual(await heardAt(app, receiver, 'ejemplo'), []);
  await nearDue(app, HOURS);
  t.true(await applyDueChange(app.deps));
  const heard = await heardAt(app, receiver, 'ejemplo');
  t.deepEqual(notifiedIn(heard), [['urn:sence:evento:run-vinculado', sub]]);
  t.notRegex(JSON.stringify(heard.map(({ payload }) => payload)), /44000113|199000002|567890123/);
});

const stateOf = async (app: TestApp, token: string) => (await pendingChangeOfLink(app.deps, token))?.state;

test('a migrante who has a RUN now keeps the sub, the key and the NIE as another identifier for sign-in', async (t) => {
  const { app, enter } = await open(t);
  const before = await enter('migrante', jorge.nie);
  t.like(before.claims, { tipo_persona: 'migrante', identidad: 'declarada', RolUnico: { tipo: 'NIE' } });

  const token = await ask(app);
  await nearDue(app, -60_000);
  t.false(await applyDueChange(app.deps), 'nothing happens before the waiting period ends');
  t.like((await enter('migrante', jorge.nie)).claims, { RolUnico: { tipo: 'NIE' } });
  app.advance(120_000);
  t.true(await applyDueChange(app.deps));
  t.is(await stateOf(app, token), 'done');

  const after = await enter('natural', jorge.run);
  t.is(after.sub, before.sub);
  t.like(after.claims, {
    rut: '44000113-0',
    RolUnico: { numero: 44_000_113, DV: '0', tipo: 'RUN' },
    tipo_persona: 'natural',
    identidad: 'documento',
  });
  const alias = await enter('migrante', jorge.nie);
  t.is(alias.sub, before.sub);
  t.like(alias.claims, { rut: '44000113-0' });
});

test('[A1] a NIE that becomes a RUN is proved for the first time: question and mobile of before end, and the account holder is notified', async (t) => {
  const { app } = await open(t);
  await ask(app);
  app.advance(73 * HOURS);
  t.true(await applyDueChange(app.deps));
  const account = await app.deps.accounts.findByIdentifier('natural', parseRun(jorge.run));
  t.like(account, { identidad: 'documento', question: undefined });
  t.is(account?.personal.mobile, undefined);
  t.truthy(account?.identityProvedAt);
  const mail = (await app.mailbox()).find(({ subject }) => subject === 'Su Clave Sence ya es de su RUN');
  t.regex(mail?.text ?? '', /quitamos lo que se escribió antes de mostrar la cédula .*, como el celular/);
});

test('the account holder is notified at once by mail and SMS, and again when it is done', async (t) => {
  const { app } = await open(t);
  await ask(app);
  const notices = (await app.mailbox()).slice(0, 2);
  t.deepEqual(notices.map(({ channel }) => channel).sort(), ['mail', 'sms']);
  for (const { text } of notices) t.notRegex(text, /44\.?000\.?113/);
  await nearDue(app, HOURS);
  await applyDueChange(app.deps);
  const done = (await app.mailbox()).filter(({ text }) => /ya es de su RUN/.test(text));
  t.deepEqual(done.map(({ channel }) => channel).sort(), ['mail', 'sms']);
});

test('the link of the mail takes the request back, once and for good, and nothing changes', async (t) => {
  const { app, enter } = await open(t);
  await ask(app);
  const token = await newestLinkTo(app, 'jorge@correo.example');
  t.is(await stateOf(app, token), 'waiting', 'looking changes nothing');
  await withdrawPendingChange(app.deps, token, here);
  await withdrawPendingChange(app.deps, token, here);
  t.is(await stateOf(app, token), 'withdrawn');
  app.advance(100 * HOURS);
  t.false(await applyDueChange(app.deps));
  t.like((await enter('migrante', jorge.nie)).claims, { RolUnico: { tipo: 'NIE' } });
  const mails = (await app.mailbox()).filter(({ subject }) => subject === 'Su solicitud fue detenida');
  t.is(mails.length, 1);
});

for (const [what, change] of [
  ["somebody else's RUN with that person's card", { run: rosa.rut, serial: rosa.serial }],
  ["somebody else's RUN with the own card", { run: rosa.rut }],
  ['a wrong card', { serial: '599999999' }],
] as const) {
  test(`linking another person's RUN is refused with one answer: ${what}`, async (t) => {
    const { app } = await open(t);
    const error = await t.throwsAsync(ask(app, change), { message: 'cedula-mismatch' });
    t.is((error as { details?: { left?: number } }).details?.left, 2, 'and each costs a try');
  });
}

for (const [what, edit] of [
  [
    'another birth date',
    ({ nieRegistry }: Deps) => ({ nieRegistry: nieSaying(nieRegistry, { birthDate: '1988-12-06' }) }),
  ],
  [
    'another name',
    ({ nieRegistry }: Deps) => ({
      nieRegistry: nieSaying(nieRegistry, { name: { given: 'Jorge', paternal: 'Del Río', maternal: 'González' } }),
    }),
  ],
  [
    'a card that was made for a Chilean',
    ({ civilRegistry }: Deps) => ({
      civilRegistry: { ...civilRegistry, verifyCedula: async () => ({ verdict: 'matches', clase: 'chileno' }) },
    }),
  ],
  [
    'a person who died',
    ({ civilRegistry }: Deps) => ({
      civilRegistry: {
        ...civilRegistry,
        findPerson: async (run: Rut) => ({ ...(await civilRegistry.findPerson(run)), deceased: true }),
      },
    }),
  ],
] as const) {
  test(`the two records must be of the same person: ${what} gets the answer of a wrong card`, async (t) => {
    const { app } = await open(t);
    Object.assign(app.deps, edit(app.deps));
    await t.throwsAsync(ask(app), { message: 'cedula-mismatch' });
  });
}

const nieSaying = (known: NieRegistry, change: Partial<ForeignPerson>): NieRegistry => ({
  ...known,
  findPerson: async (nie) => ({ ...((await known.findPerson(nie)) as ForeignPerson), ...change }),
});

test('a wrong key, or a RUN that has an account already, begins nothing', async (t) => {
  const { app } = await open(t);
  await t.throwsAsync(ask(app, { key: 'Equivocada-1' }), { message: 'key-wrong' });
  await registerNatural(
    app.deps,
    registration({ run: parseRun(jorge.run), serial: jorge.serial, email: parseEmail('run@correo.example') }),
    here,
  );
  await confirmEmail(app.deps, withKey(await newestLinkTo(app, 'run@correo.example')), here);
  await t.throwsAsync(ask(app), { message: 'run-has-account' });
});

test('a NIE never merges with a RUN account: not even one that was registered while the request waited', async (t) => {
  const { app, enter } = await open(t);
  const token = await ask(app);
  await registerNatural(
    app.deps,
    registration({ run: parseRun(jorge.run), serial: jorge.serial, email: parseEmail('run@correo.example') }),
    here,
  );
  await confirmEmail(app.deps, withKey(await newestLinkTo(app, 'run@correo.example')), here);
  const [nie, run] = [await enter('migrante', jorge.nie), await enter('natural', jorge.run)];
  await nearDue(app, HOURS);
  await applyDueChange(app.deps);
  t.is(await stateOf(app, token), 'refused');
  t.not(nie.sub, run.sub);
  t.is((await enter('migrante', jorge.nie)).sub, nie.sub);
  t.is((await enter('natural', jorge.run)).sub, run.sub);
});

test('a NIE that became a RUN cannot be registered again', async (t) => {
  const { app } = await open(t);
  await ask(app);
  await nearDue(app, HOURS);
  await applyDueChange(app.deps);
  const { run: _, ...person } = registration();
  const again = { ...person, nie: parseNie(jorge.nie), email: parseEmail('otro@correo.example') };
  await t.throwsAsync(registerMigrante(app.deps, again, here), { message: 'already-registered' });
  await t.throwsAsync(registerNatural(app.deps, registration({ run: parseRun(jorge.run) }), here), {
    message: 'already-registered',
  });
});

test('[security 19] the card is checked again when the waiting period ends: one that was blocked meanwhile ends the request, and all is erased', async (t) => {
  const { app, enter } = await open(t);
  const token = await ask(app);
  const { civilRegistry } = app.deps;
  Object.assign(app.deps, {
    civilRegistry: { ...civilRegistry, verifyCedula: async () => ({ verdict: 'blocked' as const }) },
  });
  await nearDue(app, HOURS);
  await applyDueChange(app.deps);
  t.is(await stateOf(app, token), 'refused');
  t.like((await enter('migrante', jorge.nie)).claims, { RolUnico: { tipo: 'NIE' } });
  const [row] = await app.database.run<{ content: Buffer | null }[]>((sql) => sql('holds').select('content'));
  t.is(row?.content, null);
});

test('[security 51] a silent registry at the end approves nothing: the request waits, and is tried again', async (t) => {
  const { app } = await open(t);
  const token = await ask(app);
  const { civilRegistry } = app.deps;
  const silent = async () => {
    throw new Unavailable('civil-registry');
  };
  Object.assign(app.deps, { civilRegistry: { ...civilRegistry, verifyCedula: silent } });
  await nearDue(app, HOURS);
  await t.throwsAsync(applyDueChange(app.deps), { instanceOf: Unavailable });
  t.is(await stateOf(app, token), 'waiting');
  t.false(await applyDueChange(app.deps), 'not at once');
  Object.assign(app.deps, { civilRegistry });
  app.advance(3 * 60_000);
  t.true(await applyDueChange(app.deps));
  t.is(await stateOf(app, token), 'done');
});

test('one request at a time, and four calls that end it at once end it once', async (t) => {
  const { app } = await open(t);
  await ask(app);
  await t.throwsAsync(ask(app), { message: 'hold-waiting' });
  await nearDue(app, HOURS);
  const turns = await Promise.all([1, 2, 3, 4].map(() => applyDueChange(app.deps)));
  t.is(turns.filter(Boolean).length, 1);
});
