import test, { type ExecutionContext } from 'ava';
import { decodeJwt, UnsecuredJWT } from 'jose';
import { openTestApp } from '../helpers/app.ts';
import { type Browser, openBrowser, type Visit } from '../helpers/browser.ts';
import { answerOf, beginSignIn, clientFileFor, openClient, type SignedIn, signIn } from '../helpers/client-app.ts';

const ADIOS = 'https://capacita.example/adios';

async function open(t: ExecutionContext) {
  const app = await openTestApp({
    env: { THROTTLES: 'off' },
    clients: [clientFileFor('capacita'), clientFileFor('subsidia')],
  });
  t.teardown(app.stop);
  const [capacita, subsidia] = [await openClient(app, 'capacita'), await openClient(app, 'subsidia')];
  const isIn = async (browser: Browser): Promise<boolean> => {
    const { to } = await beginSignIn(capacita, { prompt: 'none' });
    return answerOf(await browser.get(to.href)).searchParams.has('code');
  };
  return { app, capacita, subsidia, isIn, address: `${app.issuer}/oidc/logout` };
}

const hintOf = ({ tokens }: SignedIn): string => tokens.id_token ?? '';

/** The error page of a browser with a session: the form closes the session, and no link leads away. */
function offersToClose(t: ExecutionContext, page: Visit, what: string): void {
  t.true(page.status === 400 || page.status === 401, `${what}: ${page.status}`);
  t.is(page.headers.get('location'), null, what);
  t.true(page.text.includes('La plataforma envió un pedido que no podemos atender'), what);
  t.true(page.text.includes('puede cerrarla aquí mismo'), what);
  t.regex(page.html, /<button[^>]*value="yes"[^>]*>Cerrar sesión</, what);
  t.false(page.html.includes('capacita.example'), `${what}: nothing leads to a platform`);
}

type Fields = Record<string, string>;

/** Every error that a client can make in its request. */
function mistakes(person: SignedIn, atSubsidia: SignedIn): readonly (readonly [string, Fields])[] {
  const claims = decodeJwt(hintOf(person));
  const changed = `${hintOf(person).split('.').slice(0, 2).join('.')}.${'A'.repeat(86)}`;
  const hints: Fields = {
    unsigned: new UnsecuredJWT(claims).encode(),
    changed,
    'two audiences': new UnsecuredJWT({ ...claims, aud: ['capacita', 'subsidia'] }).encode(),
    'another issuer': new UnsecuredJWT({ ...claims, iss: 'https://otra.example' }).encode(),
    'of another platform': hintOf(atSubsidia),
    'no token': 'basura',
  };
  return [
    ...Object.entries(hints).map(
      ([what, hint]) =>
        [what, { id_token_hint: hint, client_id: 'capacita', post_logout_redirect_uri: ADIOS }] as const,
    ),
    [
      'an address outside the file',
      { client_id: 'capacita', post_logout_redirect_uri: 'https://capacita.example/otra' },
    ],
    [
      'an address outside the file with a right hint',
      { id_token_hint: hintOf(person), post_logout_redirect_uri: 'https://capacita.example/otra' },
    ],
    ['an unknown client', { client_id: 'nadie', post_logout_redirect_uri: ADIOS }],
  ];
}

test('[O9, protocol 53] a logout that cannot be processed offers to close the session right there, and leads nowhere else', async (t) => {
  const { capacita, subsidia, isIn, address } = await open(t);
  const person = await signIn(capacita);
  const { browser } = person;
  const atSubsidia = await signIn(subsidia, { browser });
  const ask = (fields: Fields, by: Browser = browser): Promise<Visit> =>
    by.get(`${address}?${new URLSearchParams(fields)}`);
  const all = mistakes(person, atSubsidia);
  for (const [what, fields] of all) {
    offersToClose(t, await ask(fields), what);
    const anonymous = await ask(fields, openBrowser());
    t.true(anonymous.status === 400 || anonymous.status === 401, what);
    t.true(anonymous.text.includes('no vemos una sesión abierta'), what);
    t.false(anonymous.html.includes('name="pedido"'), what);
    t.true(await isIn(browser), `${what}: nothing ended`);
  }
  const [, fields] = all[0] ?? ['', {}];
  const stayed = await browser.send(await ask(fields), { logout: 'no' });
  t.regex(stayed.headers.get('location') ?? '', /^\/salir\/listo\//);
  t.true(await isIn(browser));
  const left = await browser.send(await ask(fields), { logout: 'yes' });
  t.regex(left.headers.get('location') ?? '', /^\/salir\/listo\//, 'and not to the platform');
  t.false(await isIn(browser));
});

test('[O9] a machine receives in JSON what was wrong with its logout, and gets no form', async (t) => {
  const { capacita, address } = await open(t);
  const { browser } = await signIn(capacita);
  const answer = await browser.get(`${address}?client_id=nadie`, { accept: 'application/json' });
  t.is(answer.status, 400);
  t.is(JSON.parse(answer.html).error, 'invalid_client');
  t.false(answer.html.includes('pedido'));
});

test('[O9] a form of the logout that is stale or of another browser offers one of this browser; a user without a session reads so', async (t) => {
  const { app, capacita, isIn, address } = await open(t);
  const { browser } = await signIn(capacita);
  const other = await signIn(capacita);
  const question = await other.browser.get(address);
  const [, ficha = ''] = /name="ficha" value="([^"]+)"/.exec(question.html) ?? [];
  const [, pedido = ''] = /name="pedido" value="([^"]+)"/.exec(question.html) ?? [];
  const fields = { ficha, pedido, logout: 'yes' };
  const refused = await browser.post(`${app.issuer}/salir`, fields);
  t.is(refused.status, 403);
  t.true(refused.text.includes('Su sesión sigue abierta'));
  t.true(await isIn(browser));
  t.true(await isIn(other.browser));
  const left = await browser.send(refused, { logout: 'yes' });
  t.regex(left.headers.get('location') ?? '', /^\/salir\/listo\//);
  t.false(await isIn(browser));
  t.true(await isIn(other.browser), 'the session of the other browser goes on');
  const signedOut = openBrowser();
  await signedOut.get(`${app.issuer}/registro/natural`);
  const unseen = await signedOut.post(`${app.issuer}/salir`, fields);
  t.is(unseen.status, 403);
  t.true(unseen.text.includes('No vemos una sesión abierta'));
  const blocked = await openBrowser().post(`${app.issuer}/salir`, fields);
  t.is(blocked.status, 403);
  t.regex(blocked.text, /cookies/);
});

test('[O9] with blocked cookies the form of the provider shows that no session is seen, and blames no client', async (t) => {
  const { app } = await open(t);
  const page = await openBrowser().post(`${app.issuer}/oidc/logout/confirm`, { xsrf: 'a'.repeat(48), logout: 'yes' });
  t.is(page.status, 400);
  t.true(page.text.includes('No vemos una sesión abierta'));
  t.false(page.text.includes('La plataforma envió'));
});

test('[O9] the link after a logout, loaded again after it expired, never says that an open session is closed', async (t) => {
  const { app, capacita } = await open(t);
  const { browser } = await signIn(capacita);
  const lapsed = `${app.issuer}/salir/volver/lapsed`;
  t.is((await browser.get(lapsed)).headers.get('location'), '/cuenta/sesiones');
  t.true((await openBrowser().get(lapsed)).text.includes('Sesión cerrada'));
});
