import test from 'ava';
import { exportJWK, type GenerateKeyPairResult, generateKeyPair, SignJWT } from 'jose';
import * as oidc from 'openid-client';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { type Browser, openBrowser, type Visit } from '../helpers/browser.ts';
import {
  answerOf,
  asksForKey,
  authorizationRequest,
  beginSignIn,
  type Checks,
  clientFileFor,
  goThrough,
  openClient,
  type Person,
  pedro,
  redeem,
  redirectUriOf,
  refusalOf,
  rosa,
  signIn,
  userInfo,
} from '../helpers/client-app.ts';
import { openCompany, panaderia } from '../helpers/companies.ts';
import { goBack, heard } from '../helpers/way-back.ts';

let app: TestApp;
let signer: GenerateKeyPairResult;

test.before(async () => {
  signer = await generateKeyPair('ES256');
  app = await openTestApp({
    env: { THROTTLES: 'off' },
    clients: [
      clientFileFor('capacita', { scope: 'openid profile email run empresa' }),
      clientFileFor('sin-run', { scope: 'openid email' }),
      clientFileFor('firmante', {
        token_endpoint_auth_method: 'private_key_jwt',
        client_secret: undefined,
        jwks: { keys: [{ ...(await exportJWK(signer.publicKey)), kid: 'firma', alg: 'ES256', use: 'sig' }] },
        scope: 'openid run',
      }),
      clientFileFor('privada', { first_party: false, sector: 'privada', scope: 'openid run email' }),
    ],
  });
  await openCompany(app);
});

test.after.always(() => app?.stop());

/** No account has this RUT. */
const NOBODY = '44.000.003-7';

type Params = Record<string, string>;
const expecting = (rut: unknown, place = 'id_token'): Params => ({ claims: JSON.stringify({ [place]: { rut } }) });
const expects = (person: { rut: string }): Params => expecting({ value: person.rut });

async function push(params: Params, id = 'capacita'): Promise<{ to: URL; checks: Checks }> {
  const client = await openClient(app, id);
  const { checks, all } = await authorizationRequest(id, params);
  return { to: await oidc.buildAuthorizationUrlWithPAR(client.config, all), checks };
}

async function arrive(params: Params, browser: Browser, person: Person, id?: string) {
  const { to, checks } = await push(params, id);
  return { page: await goThrough(browser, to, person), checks };
}

const asksAgain = ({ text }: Visit): boolean => text.includes('La plataforma espera a otra persona');

for (const [how, params] of Object.entries<Params>({
  'in the ID token': expecting({ value: '44000001-0' }),
  'in userinfo': expecting({ value: '44000001-0' }, 'userinfo'),
  'with dots, essential': expecting({ essential: true, value: '44.000.001-0' }),
  'as one of several': expecting({ values: ['44.000.002-9', '44000001-0'] }),
})) {
  test(`[protocol 30] the expected person signs in, named ${how}`, async (t) => {
    const { page, checks } = await arrive(params, openBrowser(), rosa);
    const client = await openClient(app, 'capacita');
    const tokens = await redeem(client, answerOf(page), checks);
    t.is((await userInfo(client, tokens)).rut ?? tokens.claims()?.rut, '44000001-0');
  });
}

test('another person sees a page first; the client then receives otra-persona, and not who the person was', async (t) => {
  const browser = openBrowser();
  const { page, checks } = await arrive(expects(rosa), browser, pedro);
  t.true(asksAgain(page));
  t.notRegex(page.text, /44\.?000\.?00|Rosa|Pedro/);
  const answer = await goBack(browser, page);
  t.is(answer.origin + answer.pathname, redirectUriOf('capacita'));
  t.deepEqual(Object.fromEntries(answer.searchParams) as unknown, {
    error: 'access_denied',
    error_description: 'somebody else than the expected person signed in',
    error_uri: `${app.issuer}/desarrolladores/errores#otra-persona`,
    state: checks.state,
    iss: app.issuer,
  });
});

test('an expected person without an account: the page and the answer are the same', async (t) => {
  const pages = [];
  for (const rut of [rosa.rut, NOBODY]) {
    const browser = openBrowser();
    const { page, checks } = await arrive(expects({ rut }), browser, pedro);
    const answer = (await goBack(browser, page)).href.replace(checks.state, '');
    const bare = page.text.replace(/\d\d\.\d\d/g, '');
    pages.push([page.status, bare, answer, page.html.replace(/(value|href|action)="[^"]*"/g, '').length]);
  }
  t.deepEqual(pages[0], pages[1]);
});

test('the open session of another person does not satisfy a silent request, and the expected one may sign in instead', async (t) => {
  const browser = openBrowser();
  await signIn(await openClient(app, 'capacita'), { browser, person: pedro });
  const { to, checks } = await push(expects(rosa));
  const page = await browser.follow(await browser.get(to.href), app.issuer);
  t.true(asksAgain(page));
  t.false(asksForKey(page));
  const another = /<a[^>]*href="(\/ingresar\/[^"]+)"/.exec(page.html)?.[1] ?? '';
  const form = await browser.get(app.issuer + another);
  t.true(asksForKey(form));
  t.false(form.html.includes('44.000.001-0'), 'whom the platform expects stands in no page');
  const wrong = await browser.send(form, { rut: rosa.rut, clave: 'Equivocada-1' });
  t.true(asksForKey(wrong));
  const between = await browser.follow(await browser.send(wrong, { rut: rosa.rut, clave: rosa.key }), app.issuer);
  const answer = answerOf(await browser.follow(await browser.send(between, {}), app.issuer));
  const tokens = await redeem(await openClient(app, 'capacita'), answer, checks);
  t.is(tokens.claims()?.rut, '44000001-0');
});

test('a user who goes back stays signed in', async (t) => {
  const browser = openBrowser();
  const client = await openClient(app, 'capacita');
  await signIn(client, { browser, person: pedro });
  const { to } = await push(expects(rosa));
  t.is(
    heard(await goBack(browser, await browser.follow(await browser.get(to.href), app.issuer))).section,
    'otra-persona',
  );
  const silent = await beginSignIn(client, { prompt: 'none' });
  t.true(answerOf(await browser.get(silent.to.href)).searchParams.has('code'));
});

test('a company is expected by its own RUT', async (t) => {
  const key = { perfil: 'juridica', rut: panaderia.rut, rut_representante: rosa.rut, clave: panaderia.key };
  for (const [rut, right] of [
    [panaderia.rut, true],
    [rosa.rut, false],
  ] as const) {
    const browser = openBrowser();
    const { to } = await push({ ...expects({ rut }), scope: 'openid empresa' });
    const form = await browser.follow(await browser.get(to.href), app.issuer);
    const end = await browser.follow(
      await browser.send(await browser.get(`${form.url}?perfil=juridica`), key),
      app.issuer,
    );
    t.is(!asksAgain(end) && answerOf(end).searchParams.has('code'), right, rut);
  }
});

/** What a silent request returns, without the values that are new in each answer. */
async function silently(browser: Browser, params: Params, id?: string): Promise<unknown> {
  const { to, checks } = await push({ prompt: 'none', ...params }, id);
  const { status, headers } = await browser.get(to.href);
  const answer = new URL(headers.get('location') ?? '');
  return [status, answer.href.replace(checks.state, ''), answer.searchParams.has('code')];
}

test('[protocol 30] prompt=none with one RUT after the other: no session, another session and an unknown RUT are the same answer', async (t) => {
  const browser = openBrowser();
  await signIn(await openClient(app, 'capacita'), { browser, person: pedro });
  const withoutSession = await silently(openBrowser(), expects(rosa));
  t.regex(String(withoutSession), /error=login_required&.*errores%23login_required/);
  for (const [whose, params] of [
    [browser, expects(rosa)],
    [browser, expects({ rut: NOBODY })],
    [openBrowser(), expects({ rut: NOBODY })],
    [browser, { ...expects(rosa), max_age: '1' }],
    [browser, expecting({ values: [rosa.rut, NOBODY] })],
  ] as const)
    t.deepEqual(await silently(whose, params), withoutSession);
  t.deepEqual(((await silently(browser, expects(pedro))) as unknown[])[2], true);
});

test('and no other refusal reveals whose session it is: before the person allowed the client, it is the same', async (t) => {
  const browser = openBrowser();
  await signIn(await openClient(app, 'capacita'), { browser, person: pedro });
  const [right, wrong] = [
    await silently(browser, expects(pedro), 'privada'),
    await silently(browser, expects(rosa), 'privada'),
  ];
  t.deepEqual(right, wrong);
  t.regex(String(right), /error=login_required&/);
  t.regex(String(await silently(browser, { scope: 'openid run' }, 'privada')), /error=consent_required&/);
});

test('[protocol 36] a RUT as login_hint, pushed, fills in the form, and another person may sign in nevertheless', async (t) => {
  const browser = openBrowser();
  const { to } = await push({ login_hint: '44000001-0' });
  const form = await browser.follow(await browser.get(to.href), app.issuer);
  t.regex(form.html, /<input[^>]*name="rut"[^>]*value="44\.000\.001-0"/);
  const answer = answerOf(
    await browser.follow(await browser.send(form, { rut: pedro.rut, clave: pedro.key }), app.issuer),
  );
  t.true(answer.searchParams.has('code'));
});

test('the RUT of a company as login_hint opens its form, a NIE that of a migrant', async (t) => {
  for (const [login_hint, profile, shown] of [
    ['54000001-8', 'Persona Jurídica', '54.000.001-8'],
    ['199.000.001-4', 'Migrante', '199000001-4'],
  ] as const) {
    const browser = openBrowser();
    const { to } = await push({ login_hint });
    const { html } = await browser.follow(await browser.get(to.href), app.issuer);
    t.regex(html, new RegExp(`aria-current="page"[^>]*>${profile}`));
    t.true(html.includes(`value="${shown}"`), shown);
  }
});

/** The answer of the authorization endpoint to a request that was not pushed. */
async function plainly(params: Params, id = 'capacita', browser = openBrowser()): Promise<string | null> {
  const { to, checks } = await beginSignIn(await openClient(app, id), params);
  const { searchParams } = answerOf(await browser.get(to.href));
  if (!searchParams.has('error')) return null;
  return searchParams.get('state') === checks.state ? searchParams.get('error') : 'state is missing';
}

const namings: Readonly<Record<string, Params>> = {
  'a value in the ID token': expects(rosa),
  'values in userinfo': expecting({ values: ['44000001-0'] }, 'userinfo'),
  'a value of RolUnico': { claims: JSON.stringify({ userinfo: { RolUnico: { value: { numero: 44000001 } } } }) },
};

for (const [what, params] of Object.entries(namings)) {
  test(`[protocol 30] a RUT in a request that was not pushed is refused, with any session: ${what}`, async (t) => {
    const { browser } = await signIn(await openClient(app, 'capacita'), { person: rosa });
    for (const whose of [openBrowser(), browser]) {
      t.is(await plainly(params, 'capacita', whose), 'invalid_request');
      t.is(await plainly({ ...params, prompt: 'none' }, 'capacita', whose), 'invalid_request');
    }
  });

  test(`a client without run may expect no person, pushed or not: ${what}`, async (t) => {
    t.is(await plainly(params, 'sin-run'), 'invalid_request');
    t.is(await plainly({ ...params, prompt: 'none' }, 'sin-run'), 'invalid_request');
    t.is(await refusalOf(push(params, 'sin-run')), 'invalid_request');
  });
}

for (const [what, rut] of Object.entries({
  'a RUT with a wrong digit': { value: '44000001-1' },
  'no text': { value: 44000001 },
  'no person at all': { values: [] },
  null: { value: null },
  'one of two that is no RUT': { values: ['44000001-0', 'rosa'] },
})) {
  test(`an invalid RUT is refused when it is pushed: ${what}`, async (t) => {
    t.is(await refusalOf(push(expecting(rut))), 'invalid_request');
  });
}

test('[protocol 36] any other login_hint names no person and is ignored', async (t) => {
  for (const login_hint of ['rosa@correo.example', 'Rosa', '44000001-1', '+56940000001', ''])
    t.is(await plainly({ login_hint, prompt: 'login' }), null, login_hint);
});

/** The form to which a request with a login_hint leads. */
async function formWith(to: URL) {
  const browser = openBrowser();
  return browser.follow(await browser.get(to.href), app.issuer);
}

for (const [what, login_hint] of [
  ['a RUT', '44.000.001-0'],
  ['a NIE', '199000001-4'],
  ['an e-mail', 'rosa@correo.example'],
] as const) {
  test.serial(`[O20, protocol 36] a plain login_hint is ignored and noted, without its value: ${what}`, async (t) => {
    for (const id of ['capacita', 'sin-run']) {
      app.logged.length = 0;
      const form = await formWith((await beginSignIn(await openClient(app, id), { login_hint })).to);
      t.true(asksForKey(form));
      t.notRegex(form.html, /<input[^>]*name="rut"[^>]*value="[^"]/);
      t.regex(form.html, /aria-current="page"[^>]*>Persona/);
      const noted = app.logged.map((line) => JSON.parse(line)).filter(({ client }) => client === id);
      t.deepEqual(
        noted.map(({ parameter, msg }) => [parameter, msg]),
        [['login_hint', 'parameter of the request ignored']],
      );
      t.notRegex(app.logged.join(), /44\.?000\.?001|199000001|rosa@/);
    }
  });
}

test('[O20] pushed by a client without run it is ignored as well', async (t) => {
  const form = await formWith((await push({ login_hint: rosa.rut }, 'sin-run')).to);
  t.true(asksForKey(form));
  t.notRegex(form.html, /<input[^>]*name="rut"[^>]*value="[^"]/);
});

/** Whether this server accepts request objects at all; one that does not refuses them whole, as discovery states. */
const takesRequestObjects = async (): Promise<boolean> =>
  (await openClient(app, 'firmante', oidc.PrivateKeyJwt(signer.privateKey))).config.serverMetadata()
    .request_parameter_supported === true;

/** A request of the client `firmante`, signed by it. */
async function requestObject(params: Params): Promise<{ request: string; checks: Checks }> {
  const { all, checks } = await authorizationRequest('firmante', params);
  const claims = all.claims ? JSON.parse(all.claims) : undefined;
  const request = await new SignJWT({ ...all, response_type: 'code', client_id: 'firmante', claims })
    .setProtectedHeader({ alg: 'ES256', kid: 'firma' })
    .setIssuer('firmante')
    .setAudience(app.issuer)
    .setIssuedAt()
    .setNotBefore('0 s')
    .setExpirationTime('1 minute')
    .sign(signer.privateKey);
  return { request, checks };
}

test('a signed request object that names a person is refused at the authorization endpoint', async (t) => {
  const { request } = await requestObject(expects(rosa));
  const answer = answerOf(await openBrowser().get(byObject(request)));
  const expected = (await takesRequestObjects()) ? 'invalid_request' : 'request_not_supported';
  t.is(answer.searchParams.get('error'), expected);
});

const byObject = (request: string): string => {
  const asked = { client_id: 'firmante', response_type: 'code', scope: 'openid', request };
  return `${app.issuer}/oidc/authorize?${new URLSearchParams({ ...asked, redirect_uri: redirectUriOf('firmante') })}`;
};

test('[O20, protocol 36] a login_hint in a signed request object that was not pushed is ignored', async (t) => {
  const form = await formWith(new URL(byObject((await requestObject({ login_hint: rosa.rut })).request)));
  t.true(asksForKey(form));
  t.notRegex(form.html, /<input[^>]*name="rut"[^>]*value="[^"]/);
});

test('[protocol 38] a signed request object that is pushed may name a person, and its claims are checked against the file', async (t) => {
  const taken = await takesRequestObjects();
  const client = await openClient(app, 'firmante', oidc.PrivateKeyJwt({ key: signer.privateKey, kid: 'firma' }));
  const pushed = async (params: Params) => {
    const { request, checks } = await requestObject(params);
    return { to: await oidc.buildAuthorizationUrlWithPAR(client.config, { request }), checks };
  };
  const outside = { claims: JSON.stringify({ userinfo: { address: null, rut: null } }) };
  if (!taken) return t.is(await refusalOf(pushed(outside)), 'request_not_supported');
  const { to, checks } = await pushed(outside);
  const tokens = await redeem(client, answerOf(await goThrough(openBrowser(), to, rosa)), checks);
  const info = await userInfo(client, tokens);
  t.deepEqual([info.rut, info.address], ['44000001-0', undefined]);
  const browser = openBrowser();
  const page = await goThrough(browser, (await pushed(expects(rosa))).to, pedro);
  t.true(asksAgain(page), page.text);
  t.is(heard(await goBack(browser, page)).section, 'otra-persona');
});

test('[B9, security 34, protocol 38] claims outside of the file are left out of a pushed request as well', async (t) => {
  const claims = JSON.stringify({ userinfo: { rut: null, address: null }, id_token: { rut: { essential: true } } });
  const { page, checks } = await arrive({ claims, scope: 'openid email' }, openBrowser(), rosa, 'sin-run');
  const client = await openClient(app, 'sin-run');
  const tokens = await redeem(client, answerOf(page), checks);
  t.deepEqual(Object.keys(await userInfo(client, tokens)).sort(), ['email', 'email_verified', 'sub']);
  t.is(tokens.claims()?.rut, undefined);
});

test('[protocol 31] a user who is not the one of id_token_hint decides on the same page, and under prompt=none it is login_required', async (t) => {
  const client = await openClient(app, 'capacita');
  const { tokens } = await signIn(client, { person: rosa });
  const id_token_hint = String(tokens.id_token);
  const browser = openBrowser();
  const page = await goThrough(browser, (await beginSignIn(client, { id_token_hint })).to, pedro);
  t.true(asksAgain(page), page.text);
  t.deepEqual(heard(await goBack(browser, page)), { error: 'access_denied', section: 'otra-persona' });
  t.is(await plainly({ id_token_hint, prompt: 'none' }, 'capacita', browser), 'login_required');
  const sub = JSON.stringify({ id_token: { sub: { value: tokens.claims()?.sub } } });
  t.is(await plainly({ claims: sub, prompt: 'none' }, 'capacita', browser), 'login_required');
});

test('[protocol 31] an id_token_hint of another client, or one that was changed, is refused', async (t) => {
  const { tokens } = await signIn(await openClient(app, 'capacita'));
  const hint = String(tokens.id_token);
  t.is(await plainly({ id_token_hint: hint }, 'privada'), 'invalid_request');
  t.is(await plainly({ id_token_hint: `${hint.slice(0, -8)}AAAAAAAA` }), 'invalid_request');
  t.is(await plainly({ id_token_hint: 'none' }), 'invalid_request');
});
