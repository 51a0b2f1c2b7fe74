import test from 'ava';
import type { Context } from 'koa';
import { plainDescriptions } from '../../src/oidc/patches/plain-descriptions.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { authorizationRequest, basic, clientFileFor, post, SECRET } from '../helpers/client-app.ts';
import { clientAsked, register } from '../helpers/sandbox.ts';

let app: TestApp;

test.before(async () => {
  const publicApp = { client_secret: undefined, token_endpoint_auth_method: 'none' };
  app = await openTestApp({
    env: { SANDBOX: 'yes' },
    clients: [clientFileFor('capacita'), clientFileFor('pagina', publicApp)],
  });
});

test.after.always(() => app?.stop());

interface Line {
  readonly msg?: string;
  readonly client?: string;
  readonly endpoint?: string;
  readonly error?: string;
  readonly detail?: string;
  readonly description?: string;
  readonly reference?: string;
  readonly more?: number;
}

const lines = (): Line[] => app.logged.map((line) => JSON.parse(line) as Line);
const refusals = (reference: unknown): Line[] =>
  lines().filter((line) => line.msg === 'client refused' && line.reference === reference);

const REFERENCE = /^CS-[2-9A-Z]{4}-[2-9A-Z]{4}$/;
const token = {
  grant_type: 'authorization_code',
  code: 'c'.repeat(43),
  redirect_uri: 'https://capacita.example/vuelta',
};

for (const [what, path, fields, headers, expected] of [
  ['a wrong secret', '/oidc/token', token, basic('capacita', 'wrong'), ['capacita', 'invalid_client', /secret/]],
  ['an unknown client', '/oidc/token', token, basic('nadie'), ['unknown', 'invalid_client', /client not found/]],
  ['a dead code', '/oidc/token', token, basic('capacita'), ['capacita', 'invalid_grant', /code.*not found/]],
  [
    'a grant that is not open',
    '/oidc/token',
    { grant_type: 'client_credentials' },
    basic('capacita'),
    ['capacita', 'unauthorized_client', /./],
  ],
  [
    'introspection',
    '/oidc/introspect',
    { token: 'x' },
    basic('capacita', 'wrong'),
    ['capacita', 'invalid_client', /secret/],
  ],
  ['revocation', '/oidc/revoke', { token: 'x' }, basic('capacita', 'wrong'), ['capacita', 'invalid_client', /secret/]],
  [
    'a push',
    '/oidc/par',
    { redirect_uri: 'https://x.example/' },
    basic('capacita'),
    ['capacita', 'invalid_request', /./],
  ],
  ['a device', '/oidc/device', {}, basic('capacita'), ['capacita', 'unauthorized_client', /./]],
  ['userinfo', '/oidc/userinfo', {}, { authorization: 'Bearer dead' }, ['unknown', 'invalid_token', /not found/]],
] as const)
  test(`[O5] a refused client leaves one line with its reason, under the reference in its answer: ${what}`, async (t) => {
    const answer = await fetch(app.issuer + path, { method: 'POST', body: new URLSearchParams(fields), headers });
    const body = (await answer.json()) as { error: string; reference: string };
    t.regex(body.reference, REFERENCE);
    t.is(answer.headers.get('clave-reference'), body.reference);
    const [line, ...more] = refusals(body.reference);
    t.is(more.length, 0);
    t.is(line?.client, expected[0]);
    t.is(line?.error, expected[1]);
    t.is(line?.endpoint, path);
    t.is(body.error, expected[1]);
    t.regex(`${line?.detail} ${line?.description}`, expected[2]);
  });

test('[O5] a registration that is refused leaves its reason too', async (t) => {
  const { body, headers } = await register(app, 'wrong', clientAsked());
  t.is(headers.get('clave-reference'), body.reference as string);
  t.like(refusals(body.reference)[0], { client: 'unknown', error: 'invalid_token', endpoint: '/oidc/register' });
});

test('[O5] no line has a secret, a code, a token or a RUT, wherever a client puts it', async (t) => {
  const secret = 'Zz9-secret-Zz9-secret-Zz9-secret-Zz9';
  const rut = '44.000.001-0';
  await post(app, '/oidc/token', { ...token, code: secret, client_secret: secret, client_id: secret });
  await post(app, '/oidc/token', { ...token, client_id: rut, scope: rut, grant_type: rut }, basic('capacita'));
  await post(
    app,
    '/oidc/token',
    { ...token, client_secret: SECRET, client_id: 'capacita' },
    { origin: `https://${secret}.cl` },
  );
  await post(app, '/oidc/revoke', { token: secret, token_type_hint: rut }, basic(secret, secret));
  await fetch(`${app.issuer}/oidc/userinfo?access_token=${secret}&scope=${rut}`);
  await fetch(`${app.issuer}/oidc/authorize?client_id=capacita&redirect_uri=https://x.example/${secret}/${rut}`);
  const all = lines().filter(({ msg }) => msg?.startsWith('client refused'));
  t.true(all.length >= 5);
  for (const line of all) {
    t.false(JSON.stringify(line).includes(secret), JSON.stringify(line));
    t.false(JSON.stringify(line).includes(rut), JSON.stringify(line));
    t.false(JSON.stringify(line).includes(SECRET));
  }
});

test.serial(
  '[O5] a device that waits and a silent sign-in that needs the user are not logged as refusals',
  async (t) => {
    const { all } = await authorizationRequest('pagina', { prompt: 'none' });
    const before = lines().filter(({ msg }) => msg === 'client refused').length;
    const query = new URLSearchParams({ client_id: 'pagina', response_type: 'code', ...all });
    const answer = await fetch(`${app.issuer}/oidc/authorize?${query}`, { redirect: 'manual' });
    t.true(answer.headers.get('location')?.includes('login_required'));
    t.is(lines().filter(({ msg }) => msg === 'client refused').length, before);
  },
);

test('[O5] a flood of refusals is ten lines a minute for a client, an endpoint and an error, and one with the count of the rest', async (t) => {
  const own = await openTestApp({ clients: [clientFileFor('capacita')], seed: false });
  t.teardown(own.stop);
  const flood = () =>
    Promise.all(Array.from({ length: 50 }, () => post(own, '/oidc/token', token, basic('capacita')).then(() => {})));
  await flood();
  const refusals = () =>
    own.logged.map((line) => JSON.parse(line) as Line).filter(({ msg }) => msg === 'client refused');
  t.is(refusals().length, 10);
  own.advance(61_000);
  await post(own, '/oidc/token', token, basic('capacita'));
  t.is(refusals().length, 11);
  const counts = own.logged.map((line) => JSON.parse(line) as Line).filter(({ more }) => more !== undefined);
  t.is(counts.length, 1);
  t.like(counts[0], { client: 'capacita', endpoint: '/oidc/token', error: 'invalid_grant', more: 40 });
});

const authorize = (query: Record<string, string>, accept?: string) =>
  fetch(`${app.issuer}/oidc/authorize?${new URLSearchParams(query)}`, {
    redirect: 'manual',
    ...(accept === undefined ? {} : { headers: { accept } }),
  });

test('[O8] an error as JSON at the authorization endpoint has the code alone as its error', async (t) => {
  const answer = await authorize({ client_id: 'nadie' }, 'application/json');
  t.is(answer.status, 400);
  const body = (await answer.json()) as Record<string, string>;
  t.is(body.error, 'invalid_client');
  t.is(body.error_description, 'client is invalid');
  t.regex(body.reference ?? '', REFERENCE);
  t.is(body.error_uri, `${app.issuer}/desarrolladores/errores#invalid_client`);
});

for (const path of ['/oidc/authorize?client_id=nadie', '/oidc/logout?id_token_hint=x', '/no-hay', '/estado/x'])
  test(`[O21] an Accept header that takes anything gets a page, one that prefers JSON gets JSON: ${path}`, async (t) => {
    for (const accept of ['*/*', 'text/html,*/*;q=0.8', 'text/html', 'application/xhtml+xml,*/*;q=0.1', 'image/png'])
      t.regex(await typeOf(path, accept), /^text\/html/, accept);
    t.regex(await typeOf(path, 'application/json'), /^application\/json/);
    t.regex(await typeOf(path, 'application/json, text/html;q=0.5'), /^application\/json/);
  });

for (const path of [
  '/oidc/token',
  '/oidc/introspect',
  '/oidc/revoke',
  '/oidc/par',
  '/oidc/userinfo',
  '/oidc/device',
  '/oidc/register',
])
  test(`[O21, protocol 93] a machine endpoint answers in JSON whatever is accepted (RFC 6749, 5.2): ${path}`, async (t) => {
    for (const accept of ['text/html', '*/*', 'image/png', 'application/json']) {
      const answer = await fetch(app.issuer + path, { method: 'POST', headers: { accept } });
      t.regex(answer.headers.get('content-type') ?? '', /^application\/json/, accept);
      t.is(typeof ((await answer.json()) as { error?: string }).error, 'string');
    }
    const wrong = await fetch(app.issuer + path, { method: 'DELETE', headers: { accept: '*/*' } });
    t.regex(wrong.headers.get('content-type') ?? '', /^application\/json/);
  });

async function typeOf(path: string, accept: string): Promise<string> {
  const answer = await fetch(app.issuer + path, { headers: { accept }, redirect: 'manual' });
  await answer.arrayBuffer();
  return answer.headers.get('content-type') ?? '';
}

const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;
const nasty = '"señor\\año"\u{1f600}\u00e9';

test('[O21, protocol 93] error_description is plain ASCII in JSON, whatever a client sent (RFC 6749, 5.2)', async (t) => {
  const bodies = [
    await post(app, '/oidc/token', { grant_type: nasty }, basic('capacita')),
    await post(app, '/oidc/token', { ...token, client_id: 'pagina' }, { origin: 'https://"x"\\y.example' }),
    await post(app, '/oidc/par', { response_type: nasty, scope: nasty, prompt: nasty }, basic('capacita')),
    await post(app, '/oidc/par', { request: nasty }, basic('capacita')),
    await post(app, '/oidc/par', { claims: '{"userinfo":{"ñ"', response_type: 'code' }, basic('capacita')),
    await post(app, `/oidc/userinfo?scope=${encodeURIComponent(nasty)}`, { access_token: nasty }),
    await register(app, undefined, { client_name: nasty }),
  ];
  for (const { body, status } of bodies) {
    t.true(status >= 400);
    t.regex(String(body.error_description), PLAIN);
  }
});

test("[O21] the server's own errors in JSON are English and plain ASCII", async (t) => {
  for (const [path, method] of [
    ['/no-hay', 'GET'],
    ['/oidc/token', 'GET'],
    ['/registro/natural', 'POST'],
    ['/e/x', 'GET'],
  ] as const) {
    const answer = await fetch(app.issuer + path, { method, headers: { accept: 'application/json' } });
    const body = (await answer.json()) as Record<string, string>;
    t.regex(body.error ?? '', /^[a-z_]+$/);
    t.regex(body.error_description ?? '', PLAIN);
    t.notRegex(body.error_description ?? '', /dirección|página|problema|formulario/i);
    t.is(answer.headers.get('clave-reference'), body.reference ?? '');
  }
});

for (const mode of ['query', 'fragment', 'form_post'])
  test(`[O21] error_description is plain ASCII on the way back to a client: ${mode}`, async (t) => {
    const { all } = await authorizationRequest('capacita');
    for (const wrong of [{ claims: '{"userinfo":{"ñ"\\' }, { max_age: nasty }, { request: nasty }]) {
      const asked = { client_id: 'capacita', response_type: 'code', ...all, response_mode: mode, ...wrong };
      const answer = await authorize(asked, 'text/html');
      const described = descriptionIn(answer.headers.get('location'), await answer.text());
      t.regex(described ?? 'ñ', PLAIN, JSON.stringify(wrong));
    }
  });

function descriptionIn(location: string | null, page: string): string | undefined {
  if (location === null) return /name="error_description" value="([^"]*)"/.exec(page)?.[1]?.replaceAll('&#39;', "'");
  const { searchParams, hash } = new URL(location);
  return (searchParams.get('error_description') ??
    new URLSearchParams(hash.slice(1)).get('error_description')) as string;
}

test('[O21] what the library repeats of a request is made plain ASCII, wherever it is', async (t) => {
  const leave = async (answer: { status: number; body?: unknown; location?: string }) => {
    const kept = { ...answer, location: answer.location ?? '' };
    const ctx = {
      get status() {
        return kept.status;
      },
      get body() {
        return kept.body;
      },
      set body(value: unknown) {
        kept.body = value;
      },
      response: { is: () => 'html', get: () => kept.location },
      set: (_name: string, value: string) => {
        kept.location = value;
      },
    } as unknown as Context;
    await plainDescriptions(ctx, async () => {});
    return kept;
  };
  const said = "'senor'ano'?e";
  const json = await leave({ status: 400, body: { error: 'x', error_description: nasty } });
  t.is((json.body as { error_description: string }).error_description, said);
  for (const mark of ['?', '#']) {
    const query = new URLSearchParams({ error: 'x', error_description: nasty, state: 'ñ&b' });
    const { location } = await leave({ status: 303, location: `https://a.example/v${mark}${query}` });
    const read = new URLSearchParams(location.split(mark)[1]);
    t.is(read.get('error_description'), said);
    t.is(read.get('state'), 'ñ&b', "what is the client's own stays");
  }
  const field = (value: string): string => `<input type="hidden" name="error_description" value="${value}"/>`;
  const page = await leave({ status: 200, body: field('&quot;señor\\año&quot;&#39;&lt;b&gt;') });
  t.is(page.body, field('&#39;senor&#39;ano&#39;&#39;&lt;b&gt;'));
});
