import type { ExecutionContext } from 'ava';
import { requireSerial } from '../../src/domain/cedula.ts';
import { parseRun } from '../../src/domain/rut.ts';
import { openTestApp, type TestApp } from './app.ts';
import { type Browser, openBrowser, type Visit } from './browser.ts';
import { answerOf, beginSignIn, clientFileFor, openClient, type Person, redeem, rosa } from './client-app.ts';
import { enrolled } from './second-factor.ts';
import { digitsAt } from './totp.ts';

export const LEVEL = 'urn:sence:clave:2fa';
export const KEY = 'urn:sence:clave';

/** The cookie by which a browser is remembered. */
export const REMEMBERED = 'cs_recordado';

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** An app with a client, and what people do there. */
export async function openFactorApp(t: ExecutionContext, policy: 'guia' | 'segura' = 'guia') {
  const app = await openTestApp({ clients: [clientFileFor('capacita')], env: { CLAVE_POLICY: policy } });
  t.teardown(app.stop);
  return app;
}

export async function accountOf({ deps }: TestApp, person: Person = rosa) {
  const account = await deps.accounts.findByIdentifier('natural', parseRun(person.rut));
  if (!account) throw new Error(`${person.rut} has no account`);
  return account;
}

/** Enrols an app for a person; gives the digits that it shows at any time, and the printed codes. */
export async function giveApp(app: TestApp, person: Person = rosa) {
  const account = await accountOf(app, person);
  const serial = account.identidad === 'documento' ? requireSerial(person.serial) : undefined;
  const { secret, printed } = await enrolled(app, { account, serial });
  app.advance(MINUTE);
  /** Each step is used once: the clock goes on before the digits are read. */
  const digits = (): string => {
    app.advance(MINUTE);
    return digitsAt(secret, app.deps.now());
  };
  return { account, digits, printed };
}

/** Begins a sign-in in a browser and types the key where it is asked: the page that follows, or the answer. */
export async function signInWithKey(
  app: TestApp,
  browser: Browser,
  { person = rosa, params = {} }: { person?: Person; params?: Record<string, string> } = {},
) {
  const client = await openClient(app, 'capacita');
  const { checks, to } = await beginSignIn(client, params);
  const page = await browser.follow(await browser.get(to.href), to.origin);
  const after = await typeKey(browser, page, person);
  return { client, checks, page: after };
}

export async function typeKey(browser: Browser, page: Visit, { rut, key }: Person = rosa): Promise<Visit> {
  return browser.follow(await browser.send(page, { rut, clave: key }), new URL(page.url).origin);
}

/** Types a code of the second factor, with what else the form has. */
export async function typeFactor(browser: Browser, page: Visit, codigo: string, more: Record<string, string> = {}) {
  return browser.follow(await browser.send(page, { codigo, accion: 'continuar', ...more }), new URL(page.url).origin);
}

export const asksForFactor = (page: Visit): boolean =>
  /name="codigo"/.test(page.html) && /segundo factor/i.test(page.text);

type SignIn = Awaited<ReturnType<typeof signInWithKey>>;

/** Level and methods that the client receives at the end. */
export async function levelAt({ client, checks, page }: SignIn, end: Visit = page) {
  const claims = (await redeem(client, answerOf(end), checks)).claims();
  return { acr: claims?.acr, amr: claims?.amr };
}

/** Signs a person in with the factor and has the browser remembered: the browser. */
export async function rememberedBrowser(
  app: TestApp,
  digits: () => string,
  { person = rosa, browser = openBrowser() }: { person?: Person; browser?: Browser } = {},
): Promise<Browser> {
  const { page } = await signInWithKey(app, browser, { person });
  await typeFactor(browser, page, digits(), { recordar: 'si' });
  if (!browser.cookies.get(REMEMBERED)) throw new Error('the browser is not remembered');
  return browser;
}

/** A browser without a session that has the cookies of others for remembered browsers. */
export function browserWith(...others: readonly Browser[]): Browser {
  const browser = openBrowser();
  const tokens = others.map(({ cookies }) => cookies.get(REMEMBERED) ?? '');
  browser.cookies.set(REMEMBERED, tokens.join('~'));
  return browser;
}
