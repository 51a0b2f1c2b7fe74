import type { TestApp } from './app.ts';
import { type Browser, openBrowser, type Visit } from './browser.ts';
import { panaderia } from './companies.ts';
import { mailedCode } from './second-factor.ts';
import { digitsAt } from './totp.ts';

/** Below the address of Mi cuenta. */
export const PAGES = '/cuenta/seguridad/segundo-factor';

/** The secret that a page of enrolment shows, as an app reads it. */
export const secretOn = ({ html }: Visit): string =>
  (/<code class="secreto">([A-Z2-7 ]+)<\/code>/.exec(html)?.[1] ?? '').replaceAll(' ', '');

/** The codes of the sheet that is printed. */
export const codesOn = ({ html }: Visit): readonly string[] =>
  [...html.matchAll(/<li><code>([^<]+)<\/code>/g)].map(([, code = '']) => code);

/** Six digits that are not those. */
export const otherThan = (digits: string): string => `${(Number(digits[0]) + 1) % 10}${digits.slice(1)}`;

/** The page of enrolment, as its link opens it. */
export const openEnrolment = async ({ issuer }: TestApp, browser: Browser): Promise<Visit> =>
  browser.follow(await browser.get(`${issuer}${PAGES}/aplicacion`), issuer);

/** Who enrols: where the code goes, and the card where one is asked. */
export interface Enrolling {
  readonly mail: string;
  readonly serial?: string;
}

/** What the form is sent with once the code has been asked for, by the page that then stands there. */
export async function filledIn(
  app: TestApp,
  browser: Browser,
  { mail, serial }: Enrolling,
): Promise<{ readonly page: Visit; readonly fields: Record<string, string> }> {
  const first = await openEnrolment(app, browser);
  const nombre = 'Mi teléfono';
  const page = await browser.send(first, { nombre, digitos: '000000', accion: 'correo' });
  const codigo = await mailedCode(app, mail);
  const digitos = digitsAt(secretOn(page), app.deps.now());
  return { page, fields: { nombre, digitos, codigo, accion: 'continuar', ...(serial ? { serie: serial } : {}) } };
}

/** Enrols an app by its pages: its secret, the answer to the form, and the page of the codes. */
export async function enrolByPages(app: TestApp, browser: Browser, who: Enrolling) {
  const { page, fields } = await filledIn(app, browser, who);
  const answer = await browser.send(page, fields);
  return { secret: secretOn(page), answer, sheet: await browser.follow(answer, app.issuer) };
}

/** A representative of Panadería Los Andes in its Mi cuenta, in a browser of their own. */
export async function enterPanaderia({ issuer }: TestApp, run: string): Promise<Browser> {
  const browser = openBrowser();
  const login = await browser.follow(await browser.get(`${issuer}/cuenta`), issuer);
  const fields = { perfil: 'juridica', rut: panaderia.rut, rut_representante: run, clave: panaderia.key };
  await browser.follow(await browser.send(login, fields), issuer);
  return browser;
}
