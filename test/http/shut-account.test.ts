import test, { type ExecutionContext } from 'ava';
import { catalogueOf, defaultLocale } from '../../src/locales/locale.ts';
import { CAPTCHA_ANSWER, openTestApp, type TestApp } from '../helpers/app.ts';
import { openBrowser, type Visit } from '../helpers/browser.ts';
import { beginSignIn, clientFileFor, goThrough, openClient, redirectUriOf, rosa } from '../helpers/client-app.ts';
import { goToCuenta } from '../helpers/cuenta.ts';
import { attack } from '../helpers/tampered.ts';
import { goBack } from '../helpers/way-back.ts';

const shutWords = catalogueOf(defaultLocale).pages.shared.shutAccount;

/** An app in which Rosa's row was changed outside of it; `signedIn` is a browser with her session from before. */
async function open(t: ExecutionContext) {
  const app = await openTestApp({ env: { THROTTLES: 'off' }, clients: [clientFileFor('capacita')] });
  t.teardown(app.stop);
  const client = await openClient(app, 'capacita');
  const begin = async (browser = openBrowser()) => goThrough(browser, (await beginSignIn(client)).to, rosa);
  const signedIn = openBrowser();
  await begin(signedIn);
  await attack(app, `update accounts set identidad = 'declarada' where identifier = '44000001-0'`, {});
  return { app, client, signedIn, begin };
}

/** The words of every such page: what to do now, the number with its hours, the code; nothing that does not help. */
function assertSays(t: ExecutionContext, page: Visit, where: string): void {
  t.is(page.status, 500, where);
  // The number is a link of its own.
  const text = page.text.replaceAll(' ,', ',');
  for (const words of [shutWords.title, shutWords.message, shutWords.call, shutWords.useless])
    t.true(text.includes(words), `${where}: ${words}`);
  t.regex(page.text, /Ahora (?:atiende|está cerrado).* CS-[0-9A-Z]{4}-[0-9A-Z]{4}/s, where);
  t.notRegex(page.text, /Si el problema sigue/, where);
}

test('a stopped account shows the same on every page that reaches it, and whether the telephone is answered', async (t) => {
  const { app, begin, signedIn } = await open(t);
  assertSays(t, await begin(), 'sign-in');
  assertSays(t, await begin(signedIn), 'a session that goes on');
  assertSays(t, await goToCuenta(app, openBrowser(), '', rosa), 'Mi cuenta');
  for (const path of ['recuperar', 'cambiar', 'actualizar']) assertSays(t, await ask(app, path), path);
});

async function ask({ issuer }: TestApp, path: string): Promise<Visit> {
  const browser = openBrowser();
  const form = await browser.get(`${issuer}/${path}/natural`);
  return browser.send(form, { rut: rosa.rut, clave: rosa.key, captcha: CAPTCHA_ANSWER });
}

test('at a sign-in the page of a stopped account leads back, and the client receives that the account is stopped', async (t) => {
  const { begin } = await open(t);
  const browser = openBrowser();
  const page = await begin(browser);
  t.regex(page.text, /Usted venía de.*Volver a la plataforma/s);
  const answer = await goBack(browser, page);
  t.true(answer.href.startsWith(redirectUriOf('capacita')), answer.href);
  t.is(answer.searchParams.get('error'), 'access_denied');
  t.regex(answer.searchParams.get('error_uri') ?? '', /#cuenta-congelada$/);
});

test('where a session reaches it before any sign-in, the page of a stopped account links to the client', async (t) => {
  const { begin, signedIn } = await open(t);
  const { html } = await begin(signedIn);
  t.regex(html, /<a [^>]*href="https:\/\/capacita\.example\/"[^>]*>Volver a la plataforma<\/a>/);
});

test('at Mi cuenta, which is no client, the page of a stopped account leads to the home page', async (t) => {
  const { app } = await open(t);
  const { html, text } = await goToCuenta(app, openBrowser(), '', rosa);
  t.regex(html, /<a href="\/">Ir a la portada<\/a>/);
  t.notRegex(text, /Volver a la plataforma|Usted venía de/);
});
