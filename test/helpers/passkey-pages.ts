import type { TestApp } from './app.ts';
import type { Authenticator, Wrong } from './authenticator.ts';
import type { Browser, Visit } from './browser.ts';
import { mailedCode } from './second-factor.ts';
import { type Enrolling, PAGES } from './second-factor-pages.ts';

/** What a page asks a browser for in a form, as `public/acceso.js` reads it. */
export function passkeyAskedOn({ html, url, text }: Visit, field = 'credencial'): object {
  const [, json] = new RegExp(`id="acceso-${field}"[^>]*data-acceso="([^"]*)"`).exec(html) ?? [];
  if (json === undefined) throw new Error(`no passkey is asked for on ${url}: ${text.slice(0, 200)}`);
  return JSON.parse(json.replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
}

/** Whether a page asks for a passkey. */
export const asksForPasskey = ({ html }: Visit): boolean => html.includes('id="acceso-credencial"');

/** What a form sends once the passkey answered. */
export const answeredOn = (page: Visit, by: Authenticator, wrong?: Wrong): Record<string, string> => ({
  credencial: by.get(passkeyAskedOn(page), wrong),
});

/** Presses «Ingresar con una clave de acceso» on the page of the key; the answer is not followed. */
export function signInByPasskey(
  browser: Browser,
  page: Visit,
  by: Authenticator,
  own: Readonly<Record<string, string>> = {},
  wrong: Wrong = {},
): Promise<Visit> {
  const [, address = ''] = /formaction="([^"]*)"/.exec(page.html) ?? [];
  const html = page.html.replace(/action="[^"]*"/, `action="${address}"`);
  return browser.send({ ...page, html }, { ...answeredOn(page, by, wrong), accion: 'acceso', ...own });
}

/** The page on which a passkey is added, as its link opens it. */
export const openPasskeyEnrolment = async ({ issuer }: TestApp, browser: Browser): Promise<Visit> =>
  browser.follow(await browser.get(`${issuer}${PAGES}/clave-de-acceso`), issuer);

/** What its form is sent with once the code has been asked for; `first` is by code and card, else by what is given. */
export async function passkeyFilledIn(
  app: TestApp,
  browser: Browser,
  by: Authenticator,
  { mail, serial }: Enrolling,
): Promise<{ readonly page: Visit; readonly fields: Record<string, string> }> {
  const page = await browser.send(await openPasskeyEnrolment(app, browser), {
    nombre: 'Mi teléfono',
    accion: 'correo',
  });
  const codigo = await mailedCode(app, mail);
  const nueva = by.create(passkeyAskedOn(page, 'nueva'));
  return {
    page,
    fields: { nombre: 'Mi teléfono', codigo, nueva, accion: '', ...(serial ? { serie: serial } : {}) },
  };
}

/** Adds a first passkey by its pages: the answer to the form, and the page of the codes. */
export async function enrolPasskeyByPages(app: TestApp, browser: Browser, by: Authenticator, who: Enrolling) {
  const { page, fields } = await passkeyFilledIn(app, browser, by, who);
  const answer = await browser.send(page, fields);
  return { answer, sheet: await browser.follow(answer, app.issuer) };
}
