import test from 'ava';
import { openTestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import { authorizationRequest, clientFileFor, openClient, pedro, redirectUriOf, rosa } from '../helpers/client-app.ts';

async function open(t: import('ava').ExecutionContext) {
  const app = await openTestApp({ clients: [clientFileFor('ejemplo')], env: { THROTTLES: 'off' } });
  t.teardown(app.stop);
  const { config } = await openClient(app, 'ejemplo');
  const begin = async (params: Record<string, string>) => {
    const { all } = await authorizationRequest('ejemplo', params);
    return `${config.serverMetadata().authorization_endpoint}?${new URLSearchParams({ client_id: 'ejemplo', response_type: 'code', ...all })}`;
  };
  return { app, begin };
}

test('another person at the same browser: the page that ends the first session is ours, and its form stays here', async (t) => {
  const { app, begin } = await open(t);
  const browser = openBrowser();
  const login = await browser.follow(await browser.get(await begin({})), app.issuer);
  await browser.follow(await browser.send(login, { rut: rosa.rut, clave: rosa.key, accion: 'ingresar' }), app.issuer);
  const again = await browser.follow(await browser.get(await begin({ prompt: 'login' })), app.issuer);
  const between = await browser.follow(
    await browser.send(again, { rut: pedro.rut, clave: pedro.key, accion: 'ingresar' }),
    app.issuer,
  );
  t.is(between.status, 200);
  t.regex(between.html, /data-enviar/);
  t.regex(between.text, /Continuar/);
  t.false(/<script>|document\.forms/.test(between.html));
  t.regex(between.headers.get('content-security-policy') ?? '', /form-action 'self'(;|$)/);
  const back = await browser.follow(await browser.send(between, {}), app.issuer);
  t.true(back.headers.get('location')?.startsWith(`${redirectUriOf('ejemplo')}?code=`), back.text);
});

test('[O11, protocol 47] form_post answers with a page of ours that leads to the client, and wherever the client redirects', async (t) => {
  const { app, begin } = await open(t);
  const browser = openBrowser();
  const login = await browser.follow(await browser.get(await begin({ response_mode: 'form_post' })), app.issuer);
  const page = await browser.follow(
    await browser.send(login, { rut: rosa.rut, clave: rosa.key, accion: 'ingresar' }),
    app.issuer,
  );
  t.regex(page.html, new RegExp(`<form[^>]*action="${redirectUriOf('ejemplo')}"`));
  t.regex(page.html, /name="code" value="[\w-]+"/);
  t.regex(page.html, /name="iss" value="http:\/\/localhost/);
  t.notRegex(page.headers.get('content-security-policy') ?? '', /form-action/);
});

test('a client whose name is a piece of script changes no page of ours', async (t) => {
  const client_name = 'document.forms[0].submit()';
  const app = await openTestApp({ clients: [clientFileFor('ejemplo', { client_name })] });
  t.teardown(app.stop);
  const { config } = await openClient(app, 'ejemplo');
  const { all } = await authorizationRequest('ejemplo');
  const asked = new URLSearchParams({ client_id: 'ejemplo', response_type: 'code', ...all });
  const browser = openBrowser();
  const address = `${config.serverMetadata().authorization_endpoint}?${asked}`;
  const page = await browser.follow(await browser.get(address), app.issuer);
  t.true(page.text.includes(client_name));
  t.regex(page.html, /name="clave"/);
  t.notRegex(page.html, /data-enviar/);
});

test('leaving without a session is no English page either', async (t) => {
  const { app } = await open(t);
  const browser = openBrowser();
  const page = await browser.get(`${app.issuer}/oidc/logout`);
  t.regex(page.html, /data-enviar/);
  const end = await browser.follow(await browser.send(page, {}), app.issuer);
  t.regex(end.text, /Sesión cerrada/);
});

test('[O19] a sign-in that began in another browser is reported as such, with no more than the client', async (t) => {
  const { app, begin } = await open(t);
  const login = await openBrowser().get(await begin({}));
  const stranger = openBrowser();
  const address = new URL(login.headers.get('location') ?? '', app.issuer).href;
  const page = await stranger.follow(await stranger.get(address), app.issuer);
  t.is(page.status, 400);
  t.regex(page.text, /Este ingreso comenzó en otro navegador .*Usted venía de Plataforma ejemplo/s);
  t.notRegex(page.text, /El tiempo para ingresar/);
});
