import { parseEmail } from '../../src/domain/email.ts';
import type { PortalClientData } from '../../src/domain/portal-client.ts';
import type { TestApp } from './app.ts';
import type { Browser, Visit } from './browser.ts';
import { panaderia } from './companies.ts';
import { raiseSession } from './own-session.ts';

export const HOME = '/desarrolladores/plataformas';

const contact = { name: 'Ana Rojas', email: parseEmail('ana@losandes.example') };

/** What a client of the portal says of itself. */
export const portalData: PortalClientData = {
  name: 'Aula Los Andes',
  native: false,
  redirectUris: ['https://aula.losandes.example/vuelta'],
  postLogoutRedirectUris: [],
  authMethod: 'client_secret_basic',
  idTokenAlg: 'ES256',
  scopes: [
    { scope: 'openid', reason: '' },
    { scope: 'profile', reason: 'Saludar a la persona' },
  ],
  purpose: 'Inscribir a las personas en los cursos de la panadería',
  legalBasis: 'Consentimiento de la persona',
  technicalContacts: [contact],
  institutionalContact: contact,
};

/** The same as it is typed into the form. */
export const portalForm = {
  organizacion: '54000001-8',
  nombre: portalData.name,
  clase: 'web',
  redirecciones: portalData.redirectUris.join('\n'),
  metodo: portalData.authMethod,
  firma: 'ES256',
  dato_profile: 'si',
  razon_profile: 'Saludar a la persona',
  proposito: portalData.purpose,
  base_legal: portalData.legalBasis,
  tecnico_nombre: contact.name,
  tecnico_correo: contact.email,
  institucional_nombre: contact.name,
  institucional_correo: contact.email,
} as const;

/** Goes to a page of the portal, and signs in by what is typed where a key is asked. */
export async function goToPortal(
  { issuer }: Pick<TestApp, 'issuer'>,
  browser: Browser,
  path: string,
  typed: Readonly<Record<string, string>>,
): Promise<Visit> {
  const page = await browser.follow(await browser.get(`${issuer}${path}`), issuer);
  if (!page.url.includes('/ingresar/')) return page;
  const form = await browser.get(`${page.url}?perfil=${typed.perfil}`);
  return browser.follow(await browser.send(form, { ...typed, accion: 'ingresar' }), issuer);
}

/** The same, in a session that has used a second factor. */
export async function goToPortalWithFactor(
  app: TestApp,
  browser: Browser,
  path: string,
  typed: Readonly<Record<string, string>>,
): Promise<Visit> {
  await goToPortal(app, browser, path, typed);
  await raiseSession(app, browser.cookies.get('cs_desarrolladores'));
  return browser.get(`${app.issuer}${path}`);
}

/** How Panadería Los Andes signs in, by its representative. */
export const asPanaderia = {
  perfil: 'juridica',
  rut: panaderia.rut,
  rut_representante: '44.000.001-0',
  clave: panaderia.key,
} as const;

export const asRosa = { perfil: 'natural', rut: '44.000.001-0', clave: 'Lautaro-77' } as const;

/** Submits the form of a page with its token, as a button of it does. */
export function press(browser: Browser, page: Visit, fields: Readonly<Record<string, string>>): Promise<Visit> {
  const ficha = /name="ficha" value="([^"]+)"/.exec(page.html)?.[1] ?? '';
  return browser.post(page.url, { ficha, ...fields });
}
