import { formOf, openBrowser } from '../helpers/browser.ts';
import { beginning } from '../helpers/proof/platform.ts';
import { cookiesOf } from '../helpers/proof/registrations.ts';
import { formFields } from '../helpers/registration.ts';
import type { ServerProcess } from '../helpers/server-process.ts';

/** A form of the house with a valid token in it, so that a mistake in one field gets past the door. */
export interface OpenForm {
  readonly path: string;
  readonly cookie: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** What somebody needs who wants to be refused for the field and not for the form. */
export interface Visitor {
  readonly host: string;
  readonly issuer: string;
  readonly forms: readonly OpenForm[];
  /** Parameters of a good authorization request. */
  readonly authorize: Readonly<Record<string, string>>;
  /** What the provider signs with, for tokens that confuse one algorithm with another. */
  readonly publicKey: string;
}

/** Opens every form once. */
export async function openVisitor(server: ServerProcess, clientId: string): Promise<Visitor> {
  const { to } = await beginning(server, clientId);
  const jwks = await (await fetch(`${server.issuer}/oidc/jwks`)).text();
  const register = await openForm(`${server.issuer}/registro/natural`, { ...formFields });
  return {
    host: new URL(server.issuer).host,
    issuer: server.issuer,
    authorize: Object.fromEntries(to.searchParams),
    publicKey: jwks,
    forms: [
      register,
      { ...register, path: '/captcha' },
      { ...register, path: '/confirmar', fields: { ficha: 'x'.repeat(43), token: 'x'.repeat(43) } },
      await openForm(to.href, { rut: '44.000.001-0', clave: 'Equivocada-1', accion: 'ingresar' }),
    ],
  };
}

async function openForm(url: string, fields: Record<string, string>): Promise<OpenForm> {
  const browser = openBrowser();
  const page = await browser.follow(await browser.get(url), new URL(url).origin);
  const { action, hidden } = formOf(page);
  return { path: new URL(action, page.url).pathname, cookie: cookiesOf(browser), fields: { ...hidden, ...fields } };
}
