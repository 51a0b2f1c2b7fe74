import test, { type ExecutionContext } from 'ava';
import { parseRun } from '../../../src/domain/rut.ts';
import { openTestApp } from '../../helpers/app.ts';
import { openBrowser } from '../../helpers/browser.ts';
import {
  asksForKey,
  beginSignIn,
  clientFileFor,
  goThrough,
  openClient,
  pedro,
  signIn,
} from '../../helpers/client-app.ts';
import { enterCuenta, isInCuenta, pressOn } from '../../helpers/cuenta.ts';

const FIREFOX = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; rv:130.0) Gecko/20100101 Firefox/130.0' };

/** Pedro, whose identity is only declared: «con-cedula» asks for his card after the key, «capacita» does not. */
async function open(t: ExecutionContext) {
  const app = await openTestApp({
    env: { THROTTLES: 'off' },
    clients: [clientFileFor('con-cedula', { minimum_identity: 'documento' }), clientFileFor('capacita')],
  });
  t.teardown(app.stop);
  const halfWay = openBrowser();
  const { to } = await beginSignIn(await openClient(app, 'con-cedula'), { scope: 'openid run' });
  const asked = await goThrough(halfWay, to, pedro);
  t.regex(asked.text, /cédula/, 'the key was right, and the client asks for the card');
  return { app, halfWay, asked };
}

test('[P11] a sign-in that was left half-way is no session: the list does not show it', async (t) => {
  const { app } = await open(t);
  const browser = await enterCuenta(app, pedro);
  const page = await browser.get(`${app.issuer}/cuenta/sesiones`);
  t.is(page.html.match(/<th scope="row"/g)?.length, 1);
  t.regex(page.text, /Esta sesión/);
  t.regex(page.text, /No hay otras sesiones abiertas/);
});

test('[P11] one that goes on elsewhere is a session, without the client that it never reached', async (t) => {
  const { app, halfWay } = await open(t);
  await signIn(await openClient(app, 'capacita'), { browser: halfWay, person: pedro });
  const page = await (await enterCuenta(app, pedro)).get(`${app.issuer}/cuenta/sesiones`);
  t.is(page.html.match(/<th scope="row"/g)?.length, 2);
  t.true(page.text.includes('Plataforma capacita'));
  t.false(page.text.includes('Plataforma con-cedula'));
});

test('[P11] «Cerrar todas las demás» ends what was left half-way too, and counts only sessions', async (t) => {
  const { app, halfWay } = await open(t);
  const other = await enterCuenta(app, pedro);
  const browser = await enterCuenta(app, pedro);
  await pressOn(browser, await browser.get(`${app.issuer}/cuenta/sesiones`), { accion: 'cerrar-demas' });
  t.false(await isInCuenta(app, other));
  const { to } = await beginSignIn(await openClient(app, 'capacita'), { scope: 'openid' });
  t.true(asksForKey(await halfWay.follow(await halfWay.get(to.href), app.issuer)), 'its key is no longer valid');
  const mail = (await app.mailbox()).find(({ subject }) => subject === 'Cerraron sesiones de su cuenta');
  t.regex(mail?.text ?? '', /Sesiones cerradas: 1/);
});

test('[P11] a device is shown as unknown only where the browser sends no description of itself', async (t) => {
  const { app } = await open(t);
  const named = openBrowser();
  const { to } = await beginSignIn(await openClient(app, 'capacita'), { scope: 'openid' });
  let page = await named.follow(await named.get(to.href), app.issuer);
  page = await named.send(page, { rut: pedro.rut, clave: pedro.key });
  await named.get(new URL(page.headers.get('location') ?? '', app.issuer).href, FIREFOX);
  const silent = await enterCuenta(app, pedro);
  const { text } = await silent.get(`${app.issuer}/cuenta/sesiones`);
  t.is(text.match(/Equipo desconocido/g)?.length, 1, 'this browser, which sends no user agent');
  t.true(text.includes('Firefox en Windows'));
});

test('[P11] a session stays in the list when its only client is disconnected: it is open', async (t) => {
  const { app } = await open(t);
  await signIn(await openClient(app, 'capacita'), { person: pedro });
  const id = (await app.deps.accounts.findByIdentifier('natural', parseRun(pedro.rut)))?.id ?? '';
  await app.deps.sessions.endAt(id, 'capacita');
  const [session, ...others] = await app.deps.sessions.list(id);
  t.deepEqual(others, []);
  t.deepEqual(session?.clientIds, []);
  await app.deps.sessions.endAt(id, 'capacita');
  t.is((await app.deps.sessions.list(id)).length, 1, 'a second time changes nothing');
});
