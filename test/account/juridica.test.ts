import test, { type ExecutionContext } from 'ava';
import { companyNow } from '../../src/account/representation.ts';
import { Secret } from '../../src/domain/key.ts';
import { parseRun, parseRut } from '../../src/domain/rut.ts';
import { registerJuridica } from '../../src/features/registration/use-cases/register-juridica.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { changeSii, companyRegistration, openCompany, panaderia } from '../helpers/companies.ts';
import { visitorFrom } from '../helpers/registration.ts';
import { logInJuridica } from '../helpers/whole-sign-in.ts';

const HOUR = 3_600_000;

async function open(t: ExecutionContext): Promise<TestApp> {
  const app = await openTestApp({ env: { THROTTLES: 'off' } });
  t.teardown(app.stop);
  return app;
}

const logIn = (app: TestApp, representative: string, key: string = panaderia.key, company: string = panaderia.rut) =>
  logInJuridica(app.deps, {
    identifier: parseRut(company),
    representative: parseRun(representative),
    key: new Secret(key),
    device: undefined,
    client: { clientId: 'ejemplo', name: 'Portal de Ejemplo' },
    visitor: visitorFrom('198.51.100.7'),
  });

const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'none',
    (error: { code?: string; name: string }) => error.code ?? error.name,
  );

test('a company registers by one representative and each of the two signs in', async (t) => {
  const app = await open(t);
  await openCompany(app);
  t.like(await logIn(app, '44.000.001-0'), {
    account: { profile: 'juridica', identidad: 'declarada' },
    actor: { identidad: 'declarada' },
  });
  t.like(await logIn(app, '44.000.002-9'), { actor: { name: { given: 'Pedro Antonio' } } });
});

test('the representative is notified by SMS, the company by mail', async (t) => {
  const app = await open(t);
  await openCompany(app);
  const mails = await app.mailbox();
  t.true(mails.some(({ channel, to }) => channel === 'sms' && to === '+56940000001'));
  t.true(
    mails.some(
      ({ subject, to }) => subject.startsWith('Su Clave Sence está lista') && to === 'contacto@panaderia.example',
    ),
  );
});

test('[M-40] M-41 M-44 at registration: a person who does not represent it, an unknown company, one that ended, one without representative', async (t) => {
  const app = await open(t);
  const register = (change: Parameters<typeof companyRegistration>[0]) =>
    codeOf(registerJuridica(app.deps, companyRegistration(change), visitorFrom('198.51.100.7')));
  t.is(await register({ run: '44.000.003-7' }), 'not-representative');
  t.is(await register({ company: '54.000.004-2' }), 'company-not-found');
  t.is(await register({ company: '54.000.003-4', run: '44.000.003-7' }), 'no-representative');
  changeSii(app, (company) => ({ ...company, representantes: [] }));
  t.is(await register({}), 'no-representative');
});

test('[M-40] only after a right key: a former representative is refused, and a wrong key reveals nothing of it', async (t) => {
  const app = await open(t);
  await openCompany(app, { company: '54.000.002-6', run: '44.000.105-K' });
  t.is(await codeOf(logIn(app, '44.000.002-9', 'otra clave', '54.000.002-6')), 'key-wrong');
  t.is(await codeOf(logIn(app, '44.000.002-9', panaderia.key, '54.000.002-6')), 'not-representative');
  t.is(await codeOf(logIn(app, '44.000.105-K', panaderia.key, '54.000.002-6')), 'none');
});

test('[security 51] the SII is unavailable: its answer of the last 24 hours is enough for a login, an older one is not, and nothing is counted', async (t) => {
  const app = await open(t);
  await openCompany(app);
  changeSii(app, 'silent');
  t.is(await codeOf(logIn(app, '44.000.002-9')), 'none');
  app.advance(25 * HOUR);
  t.is(await codeOf(logIn(app, '44.000.002-9')), 'Unavailable');
  const other = companyRegistration({ company: parseRut('54.000.002-6') });
  t.is(await codeOf(registerJuridica(app.deps, other, visitorFrom('198.51.100.7'))), 'Unavailable');
});

test('the number of the card gives documento to the company and to its representative, a wrong one registers nothing', async (t) => {
  const app = await open(t);
  const wrong = registerJuridica(app.deps, companyRegistration({ serial: '999999999' }), visitorFrom('198.51.100.7'));
  t.is(await codeOf(wrong), 'cedula-mismatch');
  await openCompany(app, { serial: '512345678' });
  t.like(await logIn(app, '44.000.001-0'), {
    account: { identidad: 'documento' },
    actor: { identidad: 'documento' },
  });
  t.like(await logIn(app, '44.000.002-9'), { actor: { identidad: 'declarada' } });
});

test('a company and a person may have the same number', async (t) => {
  const app = await open(t);
  changeSii(app, (company) => company);
  const known = app.deps.taxRegistry;
  const rosa = parseRut('44.000.001-0');
  const giro = {
    rut: rosa,
    razonSocial: 'Rosa Elena Soto Díaz',
    estado: 'vigente',
    representantes: [{ run: rosa, since: new Date(0) }],
  } as const;
  Object.assign(app.deps, { taxRegistry: { ...known, findCompany: async () => giro } });
  await openCompany(app, { company: '44.000.001-0' });
  t.is((await logIn(app, '44.000.001-0', panaderia.key, '44.000.001-0')).account.profile, 'juridica');
  t.is((await app.deps.accounts.findByIdentifier('natural', rosa))?.state, 'activa');
});

test('when a representative leaves, their own mobile and e-mail are removed, and the next key needs a card', async (t) => {
  const app = await open(t);
  await openCompany(app);
  const find = () => app.deps.accounts.findByIdentifier('juridica', parseRut(panaderia.rut));
  const before = await find();
  t.false(before?.keyNeedsCard);
  t.is(before?.personal.company?.representative.mobile, '+56940000001' as never);
  changeSii(app, (company) => ({
    ...company,
    representantes: company.representantes.filter(({ run }) => run !== '44000001-0'),
  }));
  await logIn(app, '44.000.002-9');
  const after = await find();
  t.true(after?.keyNeedsCard);
  t.deepEqual(after?.personal.company?.representative, {
    run: '44000001-0' as never,
    name: before?.personal.company?.representative.name as never,
  });
  t.is(after?.personal.email, before?.personal.email);
  const mail = (await app.mailbox()).find(({ subject }) => /Cambiaron los representantes/.test(subject));
  t.is(mail?.to, 'contacto@panaderia.example');
  t.regex(mail?.text ?? '', /\/no-fui-yo\//);
});

test('when another representative leaves, the registrant keeps the mobile; the next key needs a card all the same', async (t) => {
  const app = await open(t);
  await openCompany(app);
  changeSii(app, (company) => ({
    ...company,
    representantes: company.representantes.filter(({ run }) => run !== '44000002-9'),
  }));
  await logIn(app, '44.000.001-0');
  const after = await app.deps.accounts.findByIdentifier('juridica', parseRut(panaderia.rut));
  t.true(after?.keyNeedsCard);
  t.truthy(after?.personal.company?.representative.mobile);
});

test('[security 51] a company is not registered by an earlier answer of the SII: while it is unavailable none is', async (t) => {
  const app = await open(t);
  await companyNow(app.deps, parseRut(panaderia.rut));
  changeSii(app, 'silent');
  t.is(await codeOf(registerJuridica(app.deps, companyRegistration(), visitorFrom('198.51.100.7'))), 'Unavailable');
  t.is((await app.mailbox()).length, 0);
});
