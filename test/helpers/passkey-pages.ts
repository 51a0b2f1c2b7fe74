import type { Authenticator, Wrong } from './authenticator.ts';
import type { Browser, Visit } from './browser.ts';

/** What a page asks a browser for in a form, as `public/acceso.js` reads it. */
export function passkeyAskedOn({ html, url, text }: Visit, field = 'respuesta'): object {
  const [, json] = new RegExp(`id="acceso-${field}"[^>]*data-acceso="([^"]*)"`).exec(html) ?? [];
  if (json === undefined) throw new Error(`no passkey is asked for on ${url}: ${text.slice(0, 200)}`);
  return JSON.parse(json.replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
}

/** Whether a page asks for a passkey. */
export const asksForPasskey = ({ html }: Visit): boolean => html.includes('id="acceso-respuesta"');

/** What a form sends once the passkey answered. */
export const answeredOn = (page: Visit, by: Authenticator, wrong?: Wrong): Record<string, string> => ({
  respuesta: by.get(passkeyAskedOn(page), wrong),
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
