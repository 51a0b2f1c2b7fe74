import test from 'ava';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as oidc from 'openid-client';
import { watchCompanies } from '../../../../src/account/watch-companies.ts';
import { credentialUntil } from '../../../../src/domain/machine.ts';
import { noticeCredentials } from '../../../../src/features/developers/machines/notice-credentials.ts';
import { openTestApp } from '../../../helpers/app.ts';
import { openBrowser } from '../../../helpers/browser.ts';
import { basic, openClient, post } from '../../../helpers/client-app.ts';
import { changeSii, openCompany, panaderiaContacts } from '../../../helpers/companies.ts';
import { losAndes } from '../../../helpers/facilitadores.ts';
import {
  createMachine,
  JWT_API,
  keyPair,
  MACHINES,
  machineApis,
  makeSecret,
  OPAQUE_API,
  secretIn,
} from '../../../helpers/machines.ts';
import { panaderiaNow } from '../../../helpers/members.ts';
import { asPanaderia, goToPortalWithFactor, press } from '../../../helpers/portal.ts';

const app = await openTestApp({ env: { THROTTLES: 'off' }, clients: machineApis });
test.after.always(() => app.stop());
const company = openBrowser();
test.before(async () => {
  await openCompany(app);
  await goToPortalWithFactor(app, company, MACHINES, asPanaderia);
});

const { machines } = app.deps;
const pageOf = (path: string) => company.get(`${app.issuer}${MACHINES}${path}`);
const act = async (id: string, fields: Readonly<Record<string, string>>) =>
  press(company, await pageOf(`/${id}`), fields);
const ask = (id: string, secret: string, params: Readonly<Record<string, string>> = {}) =>
  post(
    app,
    '/oidc/token',
    { grant_type: 'client_credentials', resource: OPAQUE_API, ...params },
    basic(`m-${id}`, secret),
  );
const introspect = async (token: unknown, by = 'bodega') =>
  (await post(app, '/oidc/introspect', { token: String(token) }, basic(by))).body;

/** A machine with a secret that the provider knows. */
async function withSecret() {
  const id = await createMachine(app, company);
  const secret = secretIn(await makeSecret(app, company, id));
  await app.rebuild();
  return { id, secret };
}

/** The same without a browser: the sessions of the company may have ended. */
async function direct() {
  const apis = [
    { identifier: JWT_API, scopes: ['cursos:leer'] },
    { identifier: OPAQUE_API, scopes: ['bodega:leer'] },
  ];
  const { id } = await machines.create({ organisation: losAndes, name: 'Servidor', apis });
  const about = {
    label: 'uno',
    by: { accountId: id },
    from: app.deps.now(),
    until: credentialUntil(app.deps.now(), 12),
  };
  const made = await machines.newSecret(id, about);
  await app.rebuild();
  return { id, secret: made?.secret ?? '' };
}

test.serial('a machine gets a token that names its organisation, as JWT and by introspection', async (t) => {
  const { id, secret } = await withSecret();
  const { config } = await openClient(app, `m-${id}`, oidc.ClientSecretBasic(secret));
  const { access_token: jwt } = await oidc.clientCredentialsGrant(config, { resource: JWT_API, scope: 'cursos:leer' });
  const keys = createRemoteJWKSet(new URL(`${app.issuer}/oidc/jwks`));
  const { payload } = await jwtVerify(jwt, keys, { issuer: app.issuer, audience: JWT_API, typ: 'at+jwt' });
  const organizacion = { rut: '54000001-8', razon_social: 'Panadería Los Andes SpA' };
  t.like(payload, { sub: `m-${id}`, scope: 'cursos:leer', organizacion, credencial: 1 });
  t.is((payload.exp ?? 0) - (payload.iat ?? 0), 600);
  t.like(await introspect(jwt, 'cursos'), { active: true, organizacion });

  const { body } = await ask(id, secret);
  t.like(await introspect(body.access_token), { active: true, scope: 'bodega:leer', organizacion, credencial: 1 });
  t.regex((await pageOf(`/${id}`)).text, new RegExp(`Último uso ${app.deps.now().getUTCDate()} de`));
});

test.serial('a key pair works by private_key_jwt, beside a secret of the same machine', async (t) => {
  const { id, secret } = await withSecret();
  const { publicPem, privateKey } = keyPair();
  const done = await act(id, { accion: 'llave', llave_nombre: 'servidor 2', llave_meses: '12', llave: publicPem });
  t.is(done.status, 303, done.text);
  await app.rebuild();
  const kid = (await machines.find(id))?.credentials[0]?.jwk?.kid ?? '';
  const key = await crypto.subtle.importKey(
    'pkcs8',
    privateKey.export({ type: 'pkcs8', format: 'der' }),
    { name: 'ECDSA', namedCurve: 'P-256' },
    false,
    ['sign'],
  );
  const grant = async (named: string | undefined) => {
    const auth = oidc.PrivateKeyJwt(named === undefined ? key : { key, kid: named });
    const { config } = await openClient(app, `m-${id}`, auth);
    return oidc.clientCredentialsGrant(config, { resource: OPAQUE_API });
  };
  const { access_token: token } = await grant(kid);
  t.like(await introspect(token), { active: true, credencial: 2 });
  await t.throwsAsync(grant(undefined), undefined, 'an assertion without kid is refused');
  t.is((await ask(id, secret)).status, 200, 'the secret still works');
});

test.serial(
  '[threat 670] an ended credential gets no token, and its tokens are inactive, at once on an instance that was not notified',
  async (t) => {
    const { id, secret } = await withSecret();
    const other = secretIn(await makeSecret(app, company, id, 'servidor 2'));
    await app.rebuild();
    const [first, second] = await Promise.all([ask(id, secret), ask(id, other)]);
    const jwt = (await ask(id, secret, { resource: JWT_API })).body.access_token;
    t.is((await act(id, { accion: 'terminar', numero: '1' })).status, 303);
    // No rebuild: the provider still compares the secret, and the database decides.
    t.is((await ask(id, secret)).status, 401);
    t.deepEqual(await introspect(first.body.access_token), { active: false });
    t.deepEqual(await introspect(jwt, 'cursos'), { active: false });
    t.like(await introspect(second.body.access_token), { active: true });
    t.is((await ask(id, other)).status, 200);
  },
);

test.serial('[threat 671] a machine that ended gets no token, and its tokens are inactive at once', async (t) => {
  const { id, secret } = await withSecret();
  const { body } = await ask(id, secret);
  t.is((await act(id, { accion: 'borrar' })).status, 422, 'it is confirmed first');
  t.is((await act(id, { accion: 'borrar', confirmo: 'si' })).status, 303);
  t.is((await ask(id, secret)).status, 401);
  t.deepEqual(await introspect(body.access_token), { active: false });
  t.is((await pageOf(`/${id}`)).status, 404);
});

test.serial('[threat 672] a secret of a machine is in one response ever', async (t) => {
  const id = await createMachine(app, company);
  const sheet = await pageOf(`/${id}`);
  const made = await press(company, sheet, { accion: 'secreto', secreto_nombre: 'uno', secreto_meses: '3' });
  const address = new URL(made.headers.get('location') ?? '', app.issuer).href;
  t.not((await openBrowser().get(address)).status, 200, 'in another session it opens nothing');
  const once = await company.get(address);
  const secret = secretIn(once);
  t.is(secret.length, 43, once.text);
  t.is(once.headers.get('cache-control'), 'no-store');
  const again = await company.get(address);
  t.false(again.html.includes(secret));
  t.regex(again.text, /ya se mostró/);
  t.false((await pageOf(`/${id}`)).html.includes(secret));
  t.false((await app.mailbox()).some(({ html, text }) => html.includes(secret) || text.includes(secret)));
  t.false(app.logged.some((line) => line.includes(secret)));
});

test.serial('[threat 673] a pasted private key is refused, and appears in no page and no log', async (t) => {
  const id = await createMachine(app, company);
  const pem = String(keyPair().privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const jwk = JSON.stringify(keyPair().privateKey.export({ format: 'jwk' }));
  for (const llave of [pem, jwk]) {
    const refused = await act(id, { accion: 'llave', llave_nombre: 'uno', llave_meses: '12', llave });
    t.is(refused.status, 422);
    t.regex(refused.text, /ya no es secreta/);
    const part = llave.slice(40, 90);
    t.false(refused.html.includes(part));
    t.false(app.logged.some((line) => line.includes(part)));
  }
  t.deepEqual((await machines.find(id))?.credentials, []);
});

test.serial('a key that is unreadable, weak, of another kind or there already is refused at its field', async (t) => {
  const id = await createMachine(app, company);
  const send = (llave: string) => act(id, { accion: 'llave', llave_nombre: 'uno', llave_meses: '12', llave });
  for (const [llave, words] of [
    ['hola', /No es una clave pública/],
    ['{"kty":"oct"}', /no sirve/],
    ['{"kty":"RSA","n":"AQAB","e":"AQAB"}', /débil/],
  ] as const)
    t.regex((await send(llave)).text, words, llave);
  const { publicPem } = keyPair();
  t.is((await send(publicPem)).status, 303);
  t.regex((await send(publicPem)).text, /ya tiene esa clave/);
});

test.serial('every act is in the trail of who did it, and told to the mailbox of the organisation', async (t) => {
  const { id } = await withSecret();
  await act(id, { accion: 'terminar', numero: '1' });
  await act(id, { accion: 'borrar', confirmo: 'si' });
  const rows = await app.database.run<{ act: string }[]>((sql) =>
    sql('audit')
      .where({ client_id: `m-${id}` })
      .orderBy('id')
      .select('act'),
  );
  const acts = ['machine.created', 'machine.credential-made', 'machine.credential-ended', 'machine.removed'];
  t.deepEqual(
    rows.map((row) => row.act).filter((one) => one.startsWith('machine.')),
    acts,
  );
  const told = (await app.mailbox()).filter(({ to }) => to === panaderiaContacts.office).map(({ subject }) => subject);
  for (const subject of [
    'Crearon una máquina de su organización',
    'Crearon una credencial de una máquina',
    'Terminó una credencial de una máquina',
    'Terminó una máquina de su organización',
  ])
    t.true(
      told.some((one) => one.startsWith(subject)),
      `${subject} of ${told.join()}`,
    );
});

test.serial('an organisation has at most 20 machines, and a machine at most 10 credentials', async (t) => {
  const { organisation, id } = (await machines.ofOrganisation(losAndes.rut))[0] ?? {};
  if (!organisation || !id) return t.fail('no machine');
  for (let left = 20 - (await machines.ofOrganisation(organisation.rut)).length; left > 0; left -= 1)
    await machines.create({ organisation, name: 'Otra', apis: [] });
  t.regex(await createMachine(app, company), /ya tiene 20 máquinas/);
  for (let left = 10 - ((await machines.find(id))?.credentials.length ?? 0); left > 0; left -= 1)
    await machines.addKey(id, keyOf(left));
  const refused = await act(id, { accion: 'secreto', secreto_nombre: 'x', secreto_meses: '3' });
  t.regex(refused.text, /ya tiene 10 credenciales/);
});

const keyOf = (place: number) => ({
  label: 'otra',
  kind: 'key' as const,
  jwk: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y', kid: `k${place}` },
  from: app.deps.now(),
  until: new Date(app.deps.now().getTime() + 90 * 86_400_000),
  by: { accountId: '1f0c9a52-5d0e-4c0b-9b5e-0d5f2c6f7a11' },
});

test.serial('[threat 674] no scope beyond those that the file of the API opens to organisations', async (t) => {
  const wanted = { permiso_1: `${JWT_API} cursos:administrar`, permiso_2: '' };
  t.regex(await createMachine(app, company, wanted), /Elija al menos un permiso/);
  const { id, secret } = await direct();
  const asked = await ask(id, secret, { resource: JWT_API, scope: 'cursos:leer cursos:administrar' });
  t.like(asked.body, { error: 'invalid_scope', scope: 'cursos:administrar' });
  t.is((await ask(id, secret, { resource: JWT_API })).body.scope, 'cursos:leer');
  // A row of a time when the file opened more: what the file says now counts.
  await app.deps.atomically(() =>
    machines.change(id, () => ({ apis: [{ identifier: JWT_API, scopes: ['cursos:administrar'] }] })),
  );
  await app.rebuild();
  t.is((await ask(id, secret, { resource: JWT_API })).body.error, 'invalid_target');
});

test.serial(
  '[threat 675] a machine stops within 60 seconds when the company has no representative any more, and goes on when it has',
  async (t) => {
    const { id, secret } = await direct();
    const { body } = await ask(id, secret);
    const known = app.deps.taxRegistry;
    changeSii(app, (one) => ({ ...one, representantes: [] }));
    app.advance(61_000);
    await watchCompanies(app.deps);
    t.is((await ask(id, secret)).status, 401);
    t.deepEqual(await introspect(body.access_token), { active: false });
    Object.assign(app.deps, { taxRegistry: known });
    app.advance(61_000);
    await watchCompanies(app.deps);
    t.is((await ask(id, secret)).status, 200);
  },
);

test.serial(
  '[threat 774] a token and its introspection never wait for the SII, however old its answer is',
  async (t) => {
    const { id, secret } = await direct();
    const { taxRegistry } = app.deps;
    let asked = 0;
    const findCompany = () => {
      asked += 1;
      return new Promise<undefined>(() => {});
    };
    Object.assign(app.deps, { taxRegistry: { ...taxRegistry, findCompany } });
    app.advance(25 * 3_600_000);
    const { status, body } = await ask(id, secret);
    t.is(status, 200);
    t.true((await introspect(body.access_token)).active);
    t.is(asked, 0);
    const minuteAgo = new Date(app.deps.now().getTime() - 60_000);
    t.true((await app.deps.companies.toWatch(minuteAgo, 9)).includes(losAndes.rut), 'the job asks from now on');
    Object.assign(app.deps, { taxRegistry });
  },
);

test.serial('[threat 676] machines of a suspended organisation stop at once', async (t) => {
  const { id, secret } = await direct();
  const { body } = await ask(id, secret);
  const { id: account } = await panaderiaNow(app);
  const state = async (to: string) =>
    app.database.run((sql) => sql('accounts').where({ id: account }).update({ state: to }));
  await state('congelada');
  t.is((await ask(id, secret)).status, 401);
  t.deepEqual(await introspect(body.access_token), { active: false });
  await state('activa');
  t.is((await ask(id, secret)).status, 200);
});

// Last: it moves the clock by a year, which ends every session.
test.serial(
  'the organisation is told 30 and 7 days before a credential ends, once each, and then it works no more',
  async (t) => {
    for (const { id } of await machines.ofOrganisation(losAndes.rut)) await machines.remove(id);
    const { id, secret } = await direct();
    const until = (await machines.find(id))?.credentials[0]?.until.getTime() ?? 0;
    const told = async () =>
      (await app.mailbox()).filter(({ subject }) => /credencial de su máquina está por terminar/.test(subject)).length;
    for (const [days, times] of [
      [30, 1],
      [20, 1],
      [7, 2],
      [3, 2],
    ] as const) {
      app.advance(until - app.deps.now().getTime() - days * 86_400_000);
      await noticeCredentials(app.deps);
      t.is(await told(), times, String(days));
    }
    t.is((await ask(id, secret)).status, 200);
    app.advance(4 * 86_400_000);
    t.is((await ask(id, secret)).status, 401);
  },
);
