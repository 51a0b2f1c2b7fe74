import test, { type ExecutionContext } from 'ava';
import { rateLimits } from '../../src/domain/throttle.ts';
import { Unavailable } from '../../src/ports/unavailable.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { openBrowser, type Visit } from '../helpers/browser.ts';
import {
  answerOf,
  asksForKey,
  basic,
  beginSignIn,
  clientFileFor,
  goThrough,
  openClient,
  type Person,
  pedro,
  post,
  redirectUriOf,
  rosa,
} from '../helpers/client-app.ts';
import { changeSii, openCompany, panaderia } from '../helpers/companies.ts';
import { camila } from '../helpers/recovery.ts';
import { ageSignIns, goBack, heard } from '../helpers/way-back.ts';

const WITH_QUERY = 'https://enredada.example/vuelta?error=mia&a=%20b';

/** An app of its own, and a client that begins sign-ins there, each in a new browser. */
async function open(t: ExecutionContext, env: Record<string, string> = { THROTTLES: 'off' }) {
  const scope = 'openid profile email run empresa';
  const app = await openTestApp({
    env,
    clients: [
      clientFileFor('capacita', { scope }),
      clientFileFor('exigente', { scope, minimum_identity: 'documento' }),
      clientFileFor('privada', { scope, first_party: false, sector: 'privada' }),
      clientFileFor('enredada', { redirect_uris: [WITH_QUERY] }),
    ],
  });
  t.teardown(app.stop);
  const begin = async (id = 'capacita', params: Record<string, string> = {}) => {
    const browser = openBrowser();
    const { to, checks } = await beginSignIn(await openClient(app, id), params);
    return { browser, to, checks, id, go: (person: Person) => goThrough(browser, to, person) };
  };
  return { app, begin };
}

type Begun = Awaited<ReturnType<Awaited<ReturnType<typeof open>>['begin']>>;

/**
 * Checks that the client receives all that it needs: address, error, state, issuer, and the section that explains the
 * error.
 */
function assertAnswer(t: ExecutionContext, app: TestApp, { id, checks }: Begun, answer: URL, expected: string) {
  const { searchParams } = answer;
  const { error, section } = heard(answer);
  t.is(answer.origin + answer.pathname, redirectUriOf(id));
  t.is(`${error} ${section}`, expected);
  t.is(searchParams.get('state'), checks.state);
  t.is(searchParams.get('iss'), app.issuer);
  t.is(searchParams.get('error_uri'), `${app.issuer}/desarrolladores/errores#${section}`);
  t.truthy(searchParams.get('error_description'));
  t.false(searchParams.has('code'));
}

/** Sends a key, and goes back from the page that follows. */
async function refusedThenBack(app: TestApp, begun: Begun, fields: Record<string, string>) {
  const form = await begun.browser.follow(await begun.browser.get(begun.to.href), app.issuer);
  const tab = fields.perfil ? await begun.browser.get(`${form.url}?perfil=${fields.perfil}`) : form;
  const page = await begun.browser.follow(await begun.browser.send(tab, fields), app.issuer);
  return { page, answer: await goBack(begun.browser, page) };
}

for (const profile of ['natural', 'juridica', 'migrante']) {
  test(`going back from the page of the key returns an error to the client: ${profile}`, async (t) => {
    const { app, begin } = await open(t);
    const begun = await begin();
    const form = await begun.browser.follow(await begun.browser.get(begun.to.href), app.issuer);
    const tab = await begun.browser.get(`${form.url}?perfil=${profile}`);
    assertAnswer(t, app, begun, await goBack(begun.browser, tab), 'access_denied cancelado');
  });
}

test('refusing what the client asks returns an error to it', async (t) => {
  const { app, begin } = await open(t);
  const begun = await begin('privada', { scope: 'openid run' });
  const page = await begun.go(rosa);
  const answer = answerOf(await begun.browser.follow(await begun.browser.send(page, { accion: 'no' }), app.issuer));
  assertAnswer(t, app, begun, answer, 'access_denied sin-consentimiento');
});

test('going back at the page of the card returns that the identity is not proved enough; after a silent registry, that the registry is silent', async (t) => {
  const { app, begin } = await open(t);
  const begun = await begin('exigente', { scope: 'openid run' });
  const answer = await goBack(begun.browser, await begun.go(pedro));
  assertAnswer(t, app, begun, answer, 'unmet_authentication_requirements identidad-insuficiente');

  Object.assign(app.deps, { civilRegistry: silent(app.deps.civilRegistry) });
  const other = await begin('exigente', { scope: 'openid run' });
  const page = await other.browser.send(await other.go(pedro), { serie: pedro.serial });
  t.is(page.status, 503);
  assertAnswer(t, app, other, await goBack(other.browser, page), 'temporarily_unavailable registro-sin-respuesta');
});

test('going back at the page that asks about a waiting recovery returns an error to the client', async (t) => {
  const { app, begin } = await open(t);
  const account = await app.deps.accounts.findByIdentifier('natural', '44000001-0' as never);
  const card = { run: '44000001-0' as never, serial: rosa.serial as never };
  const dueAt = new Date(Date.now() + 3_600_000);
  await app.deps.pendingChanges.open({
    kind: 'replace-contacts',
    folio: 'CS-PRUE-BA22',
    accountId: account?.id ?? '',
    dueAt,
    card,
  });
  const begun = await begin();
  const page = await begun.go(rosa);
  t.regex(page.text, /¿Pidió usted este cambio\?/);
  assertAnswer(t, app, begun, await goBack(begun.browser, page), 'access_denied cancelado');
});

test('[P6] a frozen account: the page has the link back and the telephone with its hours, and the client receives that the account is stopped', async (t) => {
  const { app, begin } = await open(t);
  await app.database.run((sql) => sql('accounts').where({ identifier: '44000002-9' }).update({ state: 'congelada' }));
  const begun = await begin();
  const { page, answer } = await refusedThenBack(app, begun, { rut: pedro.rut, clave: pedro.key });
  t.is(page.status, 422);
  t.regex(
    page.html,
    /está detenida por seguridad.*<a href="\/recuperar\/natural\?origen=[\w-]+">Recuperar mi clave<\/a>.*de lunes a viernes.*Ahora (atiende|está cerrado)/s,
  );
  assertAnswer(t, app, begun, answer, 'access_denied cuenta-congelada');
});

test('what concerns only the person and Clave Sence is not returned: a wrong key, an old one, an unconfirmed e-mail', async (t) => {
  const { app, begin } = await open(t);
  await app.database.run((sql) =>
    sql('accounts').where({ identifier: '44000002-9' }).update({ state: 'pendiente_correo' }),
  );
  const { legacyKeys } = app.deps;
  const recognises = async () => true;
  for (const [what, fields] of [
    ['wrong key', { rut: rosa.rut, clave: 'Equivocada-1' }],
    ['no account', { rut: camila.rut, clave: 'Equivocada-1' }],
    ['not confirmed', { rut: pedro.rut, clave: pedro.key }],
    ['old key', { rut: camila.rut, clave: 'vieja-clave' }],
  ] as const) {
    if (what === 'old key') Object.assign(app.deps, { legacyKeys: { ...legacyKeys, recognises } });
    const begun = await begin();
    const { page, answer } = await refusedThenBack(app, begun, fields);
    t.regex(page.text, /CLAVE SENCE INCORRECTA|NO REGISTRADA|confirmar su correo|SISTEMA ANTIGUO/, what);
    assertAnswer(t, app, begun, answer, 'access_denied cancelado');
  }
});

const company = { perfil: 'juridica', rut: panaderia.rut, rut_representante: rosa.rut, clave: panaderia.key };

test('a former representative of the company goes back with an error, and so does one whom the silent SII keeps out', async (t) => {
  const { app, begin } = await open(t);
  await openCompany(app);
  changeSii(app, 'silent');
  await app.database.run((sql) => sql.raw(`update companies set asked_at = asked_at - interval '2 days'`));
  const waits = await begin();
  const kept = await refusedThenBack(app, waits, company);
  t.is(kept.page.status, 503);
  assertAnswer(t, app, waits, kept.answer, 'temporarily_unavailable registro-sin-respuesta');
});

for (const [what, edit] of Object.entries({
  'others represent it': { representantes: [{ run: '44000002-9', name: 'Pedro' }] },
  'no representative': { representantes: [] },
  'it is closed': { estado: 'termino-de-giro' },
})) {
  test(`an ended representation is named as such: ${what}`, async (t) => {
    const { app, begin } = await open(t);
    await openCompany(app);
    changeSii(app, (known) => ({ ...known, ...edit }) as never);
    const begun = await begin();
    const { answer } = await refusedThenBack(app, begun, company);
    assertAnswer(t, app, begun, answer, 'access_denied representacion-terminada');
  });
}

test('a session of a company whose register is silent returns an error to the client, with a page or in silence', async (t) => {
  const { app, begin } = await open(t);
  await openCompany(app);
  const first = await begin();
  const form = await first.browser.follow(await first.browser.get(first.to.href), app.issuer);
  const tab = await first.browser.get(`${form.url}?perfil=juridica`);
  t.true(
    answerOf(await first.browser.follow(await first.browser.send(tab, company), app.issuer)).searchParams.has('code'),
  );
  changeSii(app, 'silent');
  await app.database.run((sql) => sql.raw(`update companies set asked_at = asked_at - interval '2 days'`));
  for (const params of [{}, { prompt: 'none' }]) {
    const begun = await begin('capacita', params);
    const answer = answerOf(await first.browser.get(begun.to.href));
    assertAnswer(t, app, begun, answer, 'temporarily_unavailable registro-sin-respuesta');
  }
});

test('[protocol 37] too many tries: the page of the pause has the way back, for the account and for the whole network', async (t) => {
  const { app, begin } = await open(t, {});
  const begun = await begin();
  let page: Visit = await begun.browser.follow(await begun.browser.get(begun.to.href), app.issuer);
  for (let tries = 0; tries < 6; tries += 1)
    page = await begun.browser.send(page, { rut: rosa.rut, clave: `Mala-${tries}-77` });
  t.is(page.status, 429);
  assertAnswer(t, app, begun, await goBack(begun.browser, page), 'access_denied pausa');

  const other = await begin();
  const form = await other.browser.follow(await other.browser.get(other.to.href), app.issuer);
  for (const network of ['127.0.0.1', '0:0:0:0::/64'])
    for (let tries = 0; tries < rateLimits.requestsByNetwork.limit; tries += 1)
      await app.deps.throttles.consume(rateLimits.requestsByNetwork, network);
  const spent = await other.browser.send(form, { rut: rosa.rut, clave: rosa.key });
  t.is(spent.status, 429);
  t.truthy(spent.headers.get('retry-after'));
  t.true(asksForKey(spent));
  assertAnswer(t, app, other, await goBack(other.browser, spent), 'access_denied pausa');

  const third = await begin();
  const reason = answerOf(await third.browser.get(third.to.href));
  assertAnswer(t, app, third, reason, 'access_denied pausa');
  t.is((await third.browser.get(`${app.issuer}/oidc/authorize?client_id=cuenta`)).status, 429);
});

test('the reason why the page refused is sealed for its own sign-in: changed or from another sign-in it has no effect', async (t) => {
  const { app, begin } = await open(t);
  await app.database.run((sql) => sql('accounts').where({ identifier: '44000002-9' }).update({ state: 'congelada' }));
  const first = await begin();
  const form = await first.browser.follow(await first.browser.get(first.to.href), app.issuer);
  const page = await first.browser.send(form, { rut: pedro.rut, clave: pedro.key });
  const motivo = /name="motivo" value="([^"]+)"/.exec(page.html)?.[1] ?? '';
  t.true(motivo.length > 20);
  for (const value of [motivo, `${motivo.slice(0, -2)}AA`, 'cuenta-congelada', '']) {
    const begun = await begin();
    const own = await begun.browser.follow(await begun.browser.get(begun.to.href), app.issuer);
    const back = await begun.browser.send(own, { accion: 'cancelar', motivo: value });
    const answer = answerOf(await begun.browser.follow(back, app.issuer));
    assertAnswer(t, app, begun, answer, 'access_denied cancelado');
  }
});

const late = 'temporarily_unavailable inactividad';

test('[protocol 37] after half an hour the next view of the page returns an error to the client', async (t) => {
  const { app, begin } = await open(t);
  const begun = await begin();
  const form = await begun.browser.follow(await begun.browser.get(begun.to.href), app.issuer);
  t.regex(form.text, /se cierra sola a las \d\d\.\d\d/);
  const [, seconds] = /<noscript><meta http-equiv="refresh" content="(\d+)"\/?><\/noscript>/.exec(form.html) ?? [];
  t.is(seconds, '1800');
  await ageSignIns(app, 29);
  t.true(asksForKey(await begun.browser.get(form.url)), 'and that look kept it open');
  await ageSignIns(app, 31);
  const answer = answerOf(await begun.browser.follow(await begun.browser.get(form.url), app.issuer));
  assertAnswer(t, app, begun, answer, late);
});

test('a form that is sent late returns an error to the client too, and signs no user in', async (t) => {
  const { app, begin } = await open(t);
  const begun = await begin();
  const form = await begun.browser.follow(await begun.browser.get(begun.to.href), app.issuer);
  await ageSignIns(app, 31);
  const sent = await begun.browser.send(form, { rut: rosa.rut, clave: rosa.key });
  assertAnswer(t, app, begun, answerOf(await begun.browser.follow(sent, app.issuer)), late);
  const { to } = await beginSignIn(await openClient(app, 'capacita'), { prompt: 'none' });
  t.is(heard(answerOf(await begun.browser.get(to.href))).error, 'login_required');
  t.true((await begun.browser.get(form.url)).text.includes('Este ingreso ya terminó'), 'nothing is left of it');
});

test('a user who views the page keeps it open, for two hours at most', async (t) => {
  const { app, begin } = await open(t);
  const begun = await begin();
  let page = await begun.browser.follow(await begun.browser.get(begun.to.href), app.issuer);
  for (let looks = 0; looks < 5; looks += 1) {
    await ageSignIns(app, 20);
    page = await begun.browser.get(page.url);
    t.true(asksForKey(page), `after ${(looks + 1) * 20} minutes`);
  }
  const sent = await begun.browser.follow(
    await begun.browser.send(page, { rut: rosa.rut, clave: 'Equivocada-1' }),
    app.issuer,
  );
  t.true(asksForKey(sent));
  await ageSignIns(app, 21);
  const answer = answerOf(await begun.browser.follow(await begun.browser.get(page.url), app.issuer));
  assertAnswer(t, app, begun, answer, late);
});

test('[security 45] an abandoned sign-in is deleted from the table after an hour, and one that is viewed again and again after two and a half', async (t) => {
  const { app, begin } = await open(t);
  const left = async () => {
    const { rows } = await app.database.run<{ rows: { left: string }[] }>((sql) =>
      sql.raw('select extract(epoch from expires_at - now()) / 60 as left from oidc_interaction'),
    );
    return rows.map((row) => Math.round(Number(row.left)));
  };
  const begun = await begin();
  let page = await begun.browser.follow(await begun.browser.get(begun.to.href), app.issuer);
  t.deepEqual(await left(), [60]);
  for (let looks = 0; looks < 5; looks += 1) {
    await ageSignIns(app, 25);
    page = await begun.browser.get(page.url);
  }
  t.deepEqual(await left(), [25], 'two hours and five minutes after it began');
});

test('an old sign-in is deleted, or it belongs to another browser: M-71', async (t) => {
  const { app, begin } = await open(t);
  const begun = await begin();
  const form = await begun.browser.follow(await begun.browser.get(begun.to.href), app.issuer);
  await app.database.run((sql) => sql('oidc_interaction').delete());
  const sent = await begun.browser.send(form, { rut: rosa.rut, clave: rosa.key });
  t.is(sent.status, 400);
  t.regex(sent.text, /Este ingreso ya terminó.* Comience de nuevo\. Volver a la plataforma/s);
  const page = await openBrowser().get(form.url);
  t.is(page.status, 400);
  t.regex(page.text, /El tiempo para ingresar terminó. Vuelva a la plataforma y comience de nuevo./);
});

test('[protocol 37] an error of the library itself has the address that explains it, and a code has none', async (t) => {
  const { app, begin } = await open(t);
  for (const [params, expected] of [
    [{ prompt: 'none' }, 'login_required login_required'],
    [{ scope: 'openid address' }, 'invalid_scope invalid_scope'],
    [{ response_type: 'token' }, 'unsupported_response_type unsupported_response_type'],
    [{ max_age: 'mucho' }, 'invalid_request invalid_request'],
  ] as const) {
    const begun = await begin('capacita', params);
    const answer = answerOf(await begun.browser.get(begun.to.href));
    if (expected.startsWith('unsupported'))
      t.false(answer.searchParams.has('error_uri'), 'a fragment is left as it is');
    else assertAnswer(t, app, begun, answer, expected);
  }
  const begun = await begin();
  const answer = answerOf(await begun.go(rosa));
  t.deepEqual([...answer.searchParams.keys()].sort(), ['code', 'iss', 'state']);
});

test('[protocol 37] nothing is added to an address that is not the one of the file, nor to one whose own query has error', async (t) => {
  const { begin } = await open(t);
  const redirect_uri = WITH_QUERY;
  const denied = await begin('enredada', { redirect_uri, prompt: 'none' });
  const answer = answerOf(await denied.browser.get(denied.to.href));
  t.deepEqual(heard(answer), { error: 'login_required', section: 'login_required' });
  t.is(answer.searchParams.get('a'), ' b');
  const allowed = await begin('enredada', { redirect_uri });
  t.false(answerOf(await allowed.go(rosa)).searchParams.has('error_uri'));
  const foreign = await begin('capacita', { redirect_uri: 'https://malo.example/vuelta', prompt: 'none' });
  const page = await foreign.browser.get(foreign.to.href);
  t.deepEqual([page.status, page.headers.get('location')], [400, null]);
  const posted = await begin('capacita', { response_mode: 'form_post', prompt: 'none' });
  const form = await posted.browser.get(posted.to.href);
  t.regex(form.html, /name="error" value="login_required"/);
  t.false(form.html.includes('error_uri'));
});

test('[protocol 37] errors in JSON have the address that explains them', async (t) => {
  const { app } = await open(t);
  const wrong = { grant_type: 'authorization_code', code: 'x', redirect_uri: redirectUriOf('capacita') };
  for (const [path, fields, headers, error] of [
    ['/oidc/token', wrong, basic('capacita'), 'invalid_grant'],
    ['/oidc/token', wrong, basic('capacita', 'otra cosa'), 'invalid_client'],
    ['/oidc/token', { grant_type: 'password' }, basic('capacita'), 'unsupported_grant_type'],
    ['/oidc/par', { scope: 'openid' }, basic('capacita'), 'invalid_request'],
    ['/oidc/userinfo', {}, { authorization: 'Bearer x' }, 'invalid_token'],
  ] as const) {
    const { body } = await post(app, path, fields, headers);
    t.is(body.error, error);
    t.is(body.error_uri, `${app.issuer}/desarrolladores/errores#${error}`);
  }
});

/** A registry that does not answer. */
function silent<Port extends object>(port: Port): Port {
  const fails = () => Promise.reject(new Unavailable('civil-registry'));
  return new Proxy(port, {
    get: (known, name) => (typeof Reflect.get(known, name) === 'function' ? fails : Reflect.get(known, name)),
  });
}
