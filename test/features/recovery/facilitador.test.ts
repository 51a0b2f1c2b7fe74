import test, { type ExecutionContext } from 'ava';
import { CAPTCHA_ANSWER, openTestApp } from '../../helpers/app.ts';
import { openBrowser, type Visit } from '../../helpers/browser.ts';
import { openCompany } from '../../helpers/companies.ts';
import { facilitador, facilitadorNow, invite, openFacilitador } from '../../helpers/facilitadores.ts';
import { openJorge } from '../../helpers/migrantes.ts';

const CHOSEN = 'Copihue-88';

async function open(t: ExecutionContext) {
  const app = await openTestApp({ env: { THROTTLES: 'off' } });
  t.teardown(app.stop);
  await openCompany(app);
  // The same number as migrante: nothing of it changes.
  await openJorge(app);
  await invite(app, await openFacilitador(app));
  const browser = openBrowser();
  const begin = (verb: string) => browser.get(`${app.issuer}/${verb}/facilitador`);
  const send = async (page: Visit, fields: Record<string, string>) =>
    browser.follow(await browser.send(page, { captcha: CAPTCHA_ANSWER, ...fields }), app.issuer);
  return { app, browser, begin, send };
}

test('a facilitador changes the key like a migrante, and that of the migrante with the same NIE stays', async (t) => {
  const { app, begin, send } = await open(t);
  const before = await app.deps.accounts.findByIdentifier('migrante', facilitador.nie);
  const page = await begin('cambiar');
  t.regex(page.text, /Cambiar CS \(Clave Sence\) Facilitador Extranjero[\s\S]*NIE/);
  const { keyHash } = await facilitadorNow(app);
  const choose = await send(page, { rut: facilitador.nie, clave: facilitador.key });
  const done = await send(choose, { clave: CHOSEN, clave2: CHOSEN });
  t.regex(done.text, /Éxito/);
  t.not((await facilitadorNow(app)).keyHash, keyHash);
  t.is((await app.deps.accounts.findByIdentifier('migrante', facilitador.nie))?.keyHash, before?.keyHash);
});

test('a facilitador recovers the key by the question of their own account, and gets it at the contacts on file', async (t) => {
  const { app, begin, send } = await open(t);
  const page = await begin('recuperar');
  t.regex(page.text, /Recuperar CS \(Clave Sence\) Facilitador Extranjero/);
  t.true(page.html.includes('href="/facilitador"'), 'who has no key asks the company');
  const question = await send(page, { rut: facilitador.nie });
  t.regex(question.text, /Pregunta Secreta/);
  const next = await send(question, { respuesta: facilitador.answer });
  t.notRegex(next.text, /jorge@correo/, 'nothing of the migrante');
  const asked = await send(next, { correcto: 'si' });
  const sent = /Éxito/.test(asked.text) ? asked : await send(asked, {});
  t.regex(sent.text, /Éxito/);
  const to = (await app.mailbox()).filter(({ subject }) => /clave/i.test(subject)).map((one) => one.to);
  t.true(to.includes(facilitador.email), to.join());
});

test('a facilitador updates data like a migrante', async (t) => {
  const { begin, send } = await open(t);
  const page = await begin('actualizar');
  t.regex(page.text, /Actualizar Datos Facilitador Extranjero/);
  const next = await send(page, { rut: facilitador.nie, clave: facilitador.key });
  t.regex(next.text, /Pasaje Los Aromos|Calle|Pregunta Secreta/);
  t.is(next.status, 200);
});

test('what leads to a page of the own profile leads a facilitador to theirs, and never to a registration', async (t) => {
  const { app, browser } = await open(t);
  const page = await browser.follow(await browser.get(`${app.issuer}/cuenta`), app.issuer);
  const form = await browser.get(`${page.url}?perfil=facilitador`);
  const typed = { perfil: 'facilitador', rut: facilitador.nie, accion: 'recuperar' };
  const left = await browser.follow(await browser.send(form, typed), app.issuer);
  t.regex(left.url, /\/recuperar\/facilitador/);
});
