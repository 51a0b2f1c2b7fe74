import { generateKeyPairSync } from 'node:crypto';
import type { TestApp } from './app.ts';
import type { Browser, Visit } from './browser.ts';
import { clientFileFor } from './client-app.ts';
import { press } from './portal.ts';

export const MACHINES = '/desarrolladores/maquinas';

/** APIs that open scopes to organisations: one reads JWTs by itself, and one introspects. */
export const JWT_API = 'https://cursos.example/api';
export const OPAQUE_API = 'https://bodega.example/api';

export const machineApis = [
  clientFileFor('cursos', {
    resource_server: {
      identifier: JWT_API,
      scopes: ['cursos:leer', 'cursos:administrar'],
      organisation_scopes: ['cursos:leer'],
    },
  }),
  clientFileFor('bodega', {
    resource_server: {
      identifier: OPAQUE_API,
      scopes: ['bodega:leer', 'bodega:borrar'],
      organisation_scopes: ['bodega:leer'],
      access_token_format: 'opaque',
    },
  }),
];

/** The form of a new machine of Panadería Los Andes with both APIs. */
export const machineForm = {
  organizacion: '54000001-8',
  nombre: 'Servidor de matrículas',
  permiso_1: `${JWT_API} cursos:leer`,
  permiso_2: `${OPAQUE_API} bodega:leer`,
} as const;

/** Creates a machine by the form, and gives its id, or the text of the page that came instead. */
export async function createMachine(app: TestApp, browser: Browser, fields: object = {}): Promise<string> {
  const form = await browser.get(`${app.issuer}${MACHINES}/nueva`);
  const done = await press(browser, form, { ...machineForm, ...fields });
  return /maquinas\/([\da-f-]{36})/.exec(done.headers.get('location') ?? '')?.[1] ?? done.text;
}

/** Makes a secret by the form of the sheet; the page that shows it. */
export async function makeSecret(app: TestApp, browser: Browser, id: string, label = 'servidor 1'): Promise<Visit> {
  const sheet = await browser.get(`${app.issuer}${MACHINES}/${id}`);
  const made = await press(browser, sheet, { accion: 'secreto', secreto_nombre: label, secreto_meses: '12' });
  return browser.get(new URL(made.headers.get('location') ?? '', app.issuer).href);
}

/** The secret in the page that shows it; empty where it shows none. */
export const secretIn = ({ text }: Visit): string =>
  /([\w-]{43})/.exec(text.slice(text.indexOf('client_secret')))?.[1] ?? '';

/** A fresh pair of keys on P-256: PEM of the public half, and both keys. */
export function keyPair() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { publicPem: String(publicKey.export({ type: 'spki', format: 'pem' })), publicKey, privateKey };
}
