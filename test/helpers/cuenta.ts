import type { TestApp } from './app.ts';
import { type Browser, openBrowser, type Visit } from './browser.ts';
import { type Person, rosa } from './client-app.ts';
import { giveDeviceCode, type Mailbox } from './new-device.ts';

/** Goes to a page of Mi cuenta and gives the key if asked, and the code of a new device; ends at the page. */
export async function goToCuenta(
  { issuer }: Pick<TestApp, 'issuer'>,
  browser: Browser,
  path = '',
  person: Person = rosa,
  mailbox?: Mailbox,
): Promise<Visit> {
  const page = await browser.follow(await browser.get(`${issuer}/cuenta${path}`), issuer);
  if (!page.url.includes('/ingresar/')) return page;
  const next = await browser.follow(await browser.send(page, { rut: person.rut, clave: person.key }), issuer);
  return mailbox ? giveDeviceCode(browser, next, mailbox) : next;
}

/** A user signed in at Mi cuenta, in a browser of their own. */
export async function enterCuenta(
  app: Pick<TestApp, 'issuer'>,
  person: Person = rosa,
  mailbox?: Mailbox,
): Promise<Browser> {
  const browser = openBrowser();
  await goToCuenta(app, browser, '', person, mailbox);
  return browser;
}

/** Whether a browser is signed in: its page opens without a redirect to the provider. */
export async function isInCuenta({ issuer }: Pick<TestApp, 'issuer'>, browser: Browser): Promise<boolean> {
  return (await browser.get(`${issuer}/cuenta`)).status === 200;
}

/** The same for a holder with a second factor, whose code is typed too. */
export async function enterCuentaWith(app: Pick<TestApp, 'issuer'>, person: Person, codigo: string): Promise<Browser> {
  const browser = openBrowser();
  const page = await goToCuenta(app, browser, '', person);
  await browser.follow(await browser.send(page, { codigo, accion: 'continuar' }), app.issuer);
  return browser;
}

/** Submits the form of a page that has all these fields again, as its button does. */
export async function pressOn(browser: Browser, page: Visit, fields: Readonly<Record<string, string>>): Promise<Visit> {
  const ficha = /name="ficha" value="([^"]+)"/.exec(page.html)?.[1] ?? '';
  const version = /name="version" value="(\d+)"/.exec(page.html)?.[1];
  return browser.post(page.url, { ficha, ...(version ? { version } : {}), ...fields });
}
