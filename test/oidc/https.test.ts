import { type IncomingHttpHeaders, request } from 'node:http';
import test from 'ava';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { formOf, onwardIn } from '../helpers/browser.ts';
import { authorizationRequest, clientFileFor, rosa, SECRET } from '../helpers/client-app.ts';
import { ageSignIns } from '../helpers/way-back.ts';

// An invented host name: the server answers to it behind a proxy that ends TLS.
const HOST = 'localhost:4443';
const ISSUER = `https://${HOST}`;

let app: TestApp;

test.before(async () => {
  app = await openTestApp({
    env: { THROTTLES: 'off', ISSUER },
    clients: [clientFileFor('capacita', { token_endpoint_auth_method: 'client_secret_post' })],
  });
});

test.after.always(() => app?.stop());

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly html: string;
}

/** A browser behind the proxy; `set` has every Set-Cookie line that it got. */
function openProxied() {
  const jar = new Map<string, string>();
  const set: string[] = [];
  const ask = async (method: string, path: string, body = ''): Promise<Answer> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const type = 'application/x-www-form-urlencoded';
    const answer = await send(method, path, { host: HOST, accept: 'text/html', 'content-type': type, cookie }, body);
    for (const line of answer.headers['set-cookie'] ?? []) {
      set.push(line);
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    return answer;
  };
  return { set, ask };
}

function send(method: string, path: string, headers: Record<string, string>, body: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request(app.issuer + path, { method, headers }, async (answer) => {
      let html = '';
      for await (const chunk of answer.setEncoding('utf8')) html += chunk;
      const location = answer.headers.location ?? onwardIn(html);
      resolve({
        status: answer.statusCode ?? 0,
        headers: location ? { ...answer.headers, location } : answer.headers,
        html,
      });
    });
    call.on('error', reject);
    call.end(body);
  });
}

async function authorizationFields(): Promise<string> {
  const { all } = await authorizationRequest('capacita', { client_id: 'capacita', response_type: 'code' });
  return new URLSearchParams(all).toString();
}

const pathOf = ({ headers }: Answer): string => {
  const { pathname, search, origin } = new URL(headers.location ?? '', ISSUER);
  return origin === ISSUER ? pathname + search : '';
};

test('[protocol 2] the authorization endpoint accepts a POST as it accepts a GET (OpenID Connect Core 3.1.2.1)', async (t) => {
  const { ask } = openProxied();
  for (const begun of [
    await ask('GET', `/oidc/authorize?${await authorizationFields()}`),
    await ask('POST', '/oidc/authorize', await authorizationFields()),
  ]) {
    t.is(begun.status, 303);
    t.regex(pathOf(begun), /^\/ingresar\/[\w-]+$/);
  }
});

test('[security 35] under https every cookie is Secure and HttpOnly; the session is SameSite=None, all others are Lax', async (t) => {
  const { ask, set } = openProxied();
  const address = pathOf(await ask('POST', '/oidc/authorize', await authorizationFields()));
  const { html } = await ask('GET', address);
  const { hidden } = formOf({ html, url: address, text: '', status: 200, headers: new Headers() });
  const fields = new URLSearchParams({ ...hidden, rut: rosa.rut, clave: rosa.key, mi_equipo: 'si' }).toString();
  const back = await ask('GET', pathOf(await ask('POST', address, fields)));
  t.regex(String(back.headers.location), /^https:\/\/capacita\.example\/vuelta\?code=/);
  let page = await ask('GET', '/cuenta');
  for (let hop = 0; hop < 4 && page.status === 303; hop += 1) page = await ask('GET', pathOf(page));
  t.is(page.status, 200, 'Mi cuenta opens without the key');

  for (const cookie of set) {
    t.regex(cookie, /; secure/i, cookie);
    t.regex(cookie, /; httponly/i, cookie);
    t.notRegex(cookie, /; domain=/i, cookie);
    t.regex(cookie, cookie.startsWith('__Host-clave_sesion') ? /; samesite=none/i : /; samesite=lax/i, cookie);
    if (cookie.startsWith('__Host-')) t.regex(cookie, /; path=\/(;|$)/i, cookie);
  }
  for (const name of ['clave_sesion', 'clave_sesion.sig', 'cs_navegador', 'cs_equipo', 'cs_cuenta', 'cs_entrada'])
    t.true(
      set.some((cookie) => cookie.startsWith(`__Host-${name}=`)),
      name,
    );
});

test('[O11] a POST at the authorization endpoint with a session continues by a page, a GET by a redirect', async (t) => {
  const { ask } = openProxied();
  await idTokenFor(ask);
  const asked = await authorizationFields();
  for (const [answer, status] of [
    [await ask('POST', '/oidc/authorize', asked), 200],
    [await ask('GET', `/oidc/authorize?${asked}`), 303],
  ] as const) {
    t.is(answer.status, status);
    t.regex(String(answer.headers.location), /^https:\/\/capacita\.example\/vuelta\?code=.*&iss=/);
    t.is(answer.headers['cache-control'], 'no-store');
    t.is(answer.headers['referrer-policy'], 'no-referrer');
  }
});

/** Signs Rosa in behind the proxy and returns her ID token. */
async function idTokenFor(ask: ReturnType<typeof openProxied>['ask']): Promise<string> {
  const { checks, all } = await authorizationRequest('capacita', { client_id: 'capacita', response_type: 'code' });
  const address = pathOf(await ask('POST', '/oidc/authorize', new URLSearchParams(all).toString()));
  const { html } = await ask('GET', address);
  const { hidden } = formOf({ html, url: address, text: '', status: 200, headers: new Headers() });
  const fields = new URLSearchParams({ ...hidden, rut: rosa.rut, clave: rosa.key, mi_equipo: 'si' }).toString();
  const back = new URL((await ask('GET', pathOf(await ask('POST', address, fields)))).headers.location ?? '');
  const grant = { grant_type: 'authorization_code', code: back.searchParams.get('code') ?? '' };
  const proof = { code_verifier: checks.verifier, redirect_uri: all.redirect_uri ?? '', client_id: 'capacita' };
  const body = new URLSearchParams({ ...grant, ...proof, client_secret: SECRET }).toString();
  return JSON.parse((await ask('POST', '/oidc/token', body)).html).id_token;
}

for (const method of ['GET', 'POST'])
  test(`[protocol 49] 38 under https a logout by ${method} with an ID token of the session ends it without a question (RP-Initiated Logout 1.0, 2)`, async (t) => {
    const { ask, set } = openProxied();
    const fields = { id_token_hint: await idTokenFor(ask), post_logout_redirect_uri: 'https://capacita.example/adios' };
    const asked = new URLSearchParams({ ...fields, state: 'adios-1' }).toString();
    const answer = await (method === 'GET' ? ask('GET', `/oidc/logout?${asked}`) : ask('POST', '/oidc/logout', asked));
    t.is(answer.status, 303);
    // After a form comes a page of ours: browsers check the redirects after a form against the form-action of its page.
    const { location } = (method === 'GET' ? answer : await ask('GET', pathOf(answer))).headers;
    t.is(location, 'https://capacita.example/adios?state=adios-1');
    t.true(
      set.some((cookie) => /^__Host-clave_sesion=;.*samesite=none/i.test(cookie)),
      'the cookie is taken back',
    );
    const silent = await ask('GET', `/oidc/authorize?${await authorizationFields()}&prompt=none`);
    t.regex(String(silent.headers.location), /error=login_required/);
  });

test('[security 38] under https a POST without a hint asks, and its page posts to the server', async (t) => {
  const { ask } = openProxied();
  await idTokenFor(ask);
  const page = await ask('POST', '/oidc/logout', 'client_id=capacita');
  t.is(page.status, 200);
  t.regex(page.html, /¿Cerrar sesión\?[\s\S]*<form[^>]*action="\/salir"/);
});

test('[security 37] under https every page and answer has HSTS', async (t) => {
  const { ask } = openProxied();
  for (const path of ['/', '/.well-known/openid-configuration', '/oidc/jwks'])
    t.regex(String((await ask('GET', path)).headers['strict-transport-security']), /max-age=\d{8}/);
});

test('a sign-in that is viewed later gets its cookies again, Secure, HttpOnly and Lax, and continues with them', async (t) => {
  const { ask, set } = openProxied();
  const begun = pathOf(await ask('GET', `/oidc/authorize?${await authorizationFields()}`));
  await ageSignIns(app, 10);
  set.length = 0;
  const page = await ask('GET', begun);
  const renewed = set.filter((line) => /^clave_(ingreso|retorno)=/.test(line));
  t.is(renewed.length, 2);
  for (const line of renewed) {
    for (const attribute of [/; secure/i, /; httponly/i, /; samesite=lax/i, /; path=\/(ingresar|oidc\/authorize)\//i])
      t.regex(line, attribute);
    const left = Date.parse(/expires=([^;]+)/i.exec(line)?.[1] ?? '') - Date.now();
    t.true(Math.abs(left - 3_600_000) < 20_000, line);
  }
  const { hidden } = formOf({ ...page, url: ISSUER, text: '', headers: new Headers() });
  const sent = await ask('POST', begun, new URLSearchParams({ ...hidden, rut: rosa.rut, clave: rosa.key }).toString());
  t.regex((await ask('GET', pathOf(sent))).headers.location ?? '', /[?&]code=/);
});

test('[O9, protocol 53] under https a POST that cannot be processed offers to close the session right there', async (t) => {
  const { ask } = openProxied();
  const hint = await idTokenFor(ask);
  for (const wrong of [
    { id_token_hint: `${hint}x` },
    { id_token_hint: hint, client_id: 'nadie' },
    { id_token_hint: hint, post_logout_redirect_uri: 'https://capacita.example/otra' },
  ]) {
    const page = await ask('POST', '/oidc/logout', `${new URLSearchParams(wrong as Record<string, string>)}`);
    t.is(page.status, 400);
    t.is(page.headers.location, undefined);
    t.true(page.html.includes('puede cerrarla aquí mismo'));
    t.true(page.html.includes('value="yes"'));
  }
});
