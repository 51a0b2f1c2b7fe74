import type { ExecutionContext } from 'ava';
import { COPY } from '../../src/features/my-account/copy.ts';
import type { TestApp } from './app.ts';
import { rowsOf } from './attack.ts';
import { openBrowser, type Visit } from './browser.ts';
import { png } from './files/images.ts';
import { jorge, openJorge } from './migrantes.ts';
import { openAppFor } from './recovery.ts';

type Sent = readonly [string, Uint8Array];

/** Jorge at the page on which a copy of the document is sent. */
export async function openCopy(t: ExecutionContext, options: Parameters<typeof openAppFor>[1] = {}) {
  const app = await openAppFor(t, options);
  await openJorge(app);
  const browser = await enterAsJorge(app);
  const page = () => browser.get(app.issuer + COPY);
  const send = async (file?: Sent, fields: object = {}, from?: Visit): Promise<Visit> =>
    browser.sendFiles(
      from ?? (await page()),
      { actual: jorge.key, accion: 'enviar', ...fields },
      file ? { documento: file } : {},
    );
  return { app, browser, page, send, passport: ['pasaporte.png', await png()] as Sent };
}

async function enterAsJorge({ issuer }: TestApp) {
  const browser = openBrowser();
  const page = await browser.follow(await browser.get(`${issuer}${COPY}`), issuer);
  const tab = await browser.get(`${page.url.split('?')[0]}?perfil=migrante`);
  await browser.follow(await browser.send(tab, { rut: jorge.nie, clave: jorge.key }), issuer);
  return browser;
}

/** Jorge's account as it is now. */
export async function jorgeNow({ deps }: TestApp) {
  const found = await deps.accounts.findByIdentifier('migrante', jorge.nie);
  if (!found) throw new Error('Jorge has no account');
  return found;
}

/** Rows of files and of cases, in the order in which they came. */
export const filesOf = (app: TestApp) => rowsOf(app, 'files', {});
export const casesOf = (app: TestApp) => rowsOf(app, 'cases', {});
