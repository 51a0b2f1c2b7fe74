import type { Envelope } from '../../../src/adapters/messaging/courier.ts';
import { deriveSecrets } from '../../../src/adapters/secrets.ts';
import { type Browser, formOf, openBrowser } from '../browser.ts';
import { formFields } from '../registration.ts';
import { type Answer, ask, SECRETS_KEY, type ServerProcess } from '../server-process.ts';
import type { Ground } from './ground.ts';

/** Fictional people who are alive and not registered yet. */
export const unregistered = ['44000003-7', '44000004-5', '44000005-3', '44000105-K', '44000113-0'] as const;

type Fields = Readonly<Record<string, string>>;

/** A form that is filled in and waits to be sent, any number of times. */
export interface Filled {
  readonly email: string;
  send(server: ServerProcess): Promise<Answer>;
}

/** Opens a page and fills in its form, to be sent to any process of the deployment. */
export async function fill(
  server: ServerProcess,
  path: string,
  fields: Fields,
  browser: Browser = openBrowser(),
): Promise<Omit<Filled, 'email'>> {
  const page = await browser.get(`${server.issuer}${path}`);
  if (page.status !== 200) throw new Error(`${path} answers ${page.status}`);
  const { action, hidden } = formOf(page);
  const headers = { cookie: cookiesOf(browser), origin: server.issuer };
  return { send: (to) => ask(to, action || path, { headers, form: { ...hidden, ...fields } }) };
}

/** What a browser would send as its cookies. */
export const cookiesOf = ({ cookies }: Browser): string =>
  [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

/** Registrar Persona Natural, filled in for a person with an e-mail of their own. */
export async function fillRegistration(server: ServerProcess, rut: string, email: string): Promise<Filled> {
  return { email, ...(await fill(server, '/registro/natural', { ...formFields, rut, email })) };
}

/** Whether the page said "Éxito". */
export const acknowledged = ({ status, headers }: Answer): boolean =>
  status === 303 && String(headers.location).startsWith('/registro/natural/listo/');

/** All mails of the development mailbox; the page shows only the last ones. */
export async function lettersOf({ query }: Ground): Promise<readonly Envelope[]> {
  const secrets = deriveSecrets([SECRETS_KEY]);
  const rows = await query<{ id: string; content: Buffer }>('select id, content from mailbox order by created_at');
  return rows.map(({ id, content }) => JSON.parse(secrets.open(content, `mailbox:${id}`)));
}

/** The link of a mail, as a path. */
export function linkIn({ text }: Envelope): string {
  const [, path] = /https?:\/\/[^/\s]+(\/confirmar\/[\w-]+)/.exec(text) ?? [];
  if (!path) throw new Error('a letter without a link');
  return path;
}

/** Opens the link of a mail in another browser and waits at the button, with the key that was chosen. */
export const fillConfirmation = (server: ServerProcess, letter: Envelope) =>
  fill(server, linkIn(letter), { clave: formFields.clave });

/** Frees an identifier for the next round, as if the account holder had closed the account. */
export const release = ({ query }: Ground, rut: string) =>
  query(closingAccounts(`identifier = $1 and state = 'activa'`), [rut]);

/** Closes accounts as the product does: their subjects are retired with them. */
export const closingAccounts = (which: string): string => `
  with closed as (update accounts set state = 'cerrada' where ${which} returning subject_id)
  update subjects set retired_at = now() where retired_at is null and id in (select subject_id from closed)`;
