import { SEEDED_KEY } from '../../src/dev/people/seed.ts';
import { CAPTCHA_ANSWER } from '../helpers/app.ts';
import { type Browser, formOf, openBrowser, type Visit } from '../helpers/browser.ts';
import { basic, goThrough } from '../helpers/client-app.ts';
import { goToCuenta } from '../helpers/cuenta.ts';
import { beginning, exchange, type Tokens, tokensOf } from '../helpers/proof/client-app.ts';
import { cookiesOf } from '../helpers/proof/registrations.ts';
import { formFields } from '../helpers/registration.ts';
import { type Answer, ask, type ServerProcess } from '../helpers/server-process.ts';
import type { Try } from '../timing/compare.ts';

const CLIENT = 'medida';
/** A person whom the Registro Civil knows and who has no account. */
const NEWCOMER = '44.000.003-7';

let networks = 0;

/** Every request is from another /24: the database is measured, and not the rate limits. */
function elsewhere(): Record<string, string> {
  networks += 1;
  return { 'x-forwarded-for': `198.${18 + ((networks >> 8) & 1)}.${networks & 255}.${1 + ((networks >> 9) % 250)}` };
}

const browserElsewhere = (): Browser =>
  openBrowser((url, init) => fetch(url, { ...init, headers: { ...(init.headers as object), ...elsewhere() } }));

type Fields = Readonly<Record<string, string>>;

/** The expected answer; a benchmark of refusals would measure nothing. */
function accepted(what: string, answer: Answer, status: number): Answer {
  if (answer.status !== status) throw new Error(`${what} answers ${answer.status}: ${answer.body.slice(0, 300)}`);
  return answer;
}

/** Sends the form of a page; only this request is measured. */
function sending(
  server: ServerProcess,
  browser: Browser,
  page: Visit,
  fields: Fields,
  what: string,
): () => Promise<Answer> {
  const { action, hidden } = formOf(page);
  const { pathname, search } = new URL(action, page.url);
  const headers = { cookie: cookiesOf(browser), origin: server.issuer, ...elsewhere() };
  return async () =>
    accepted(what, await ask(server, pathname + search, { headers, form: { ...hidden, ...fields } }), 303);
}

/** The requests that are measured, each from its beginning for the next of these people. */
export async function waysOf(server: ServerProcess, people: readonly string[]): Promise<Readonly<Record<string, Try>>> {
  let turn = 0;
  const next = (): string => people[turn++ % people.length] ?? '';
  const form =
    (path: string, fields: () => Fields): Try =>
    async () => {
      const browser = browserElsewhere();
      const page = await browser.get(server.issuer + path);
      return sending(server, browser, page, fields(), path);
    };
  const current = (): Fields => ({ rut: next(), clave: SEEDED_KEY, captcha: CAPTCHA_ANSWER });
  const tokens = await tokensOfSomebody(server, next());
  const cuenta = await cuentaOf(server, next());
  return {
    login: () => logIn(server, next()),
    registration: form('/registro/natural', () => ({
      ...formFields,
      rut: NEWCOMER,
      email: `n${turn++}@correo.example`,
    })),
    'recovery, first page': form('/recuperar/natural', () => ({ rut: next(), captcha: CAPTCHA_ANSWER })),
    change: form('/cambiar/natural', current),
    update: form('/actualizar/natural', current),
    '/cuenta': async () => async () => accepted('/cuenta', await ask(server, '/cuenta', { headers: cuenta }), 200),
    refresh: async () => () => refresh(server, tokens),
    introspection: async () => () => introspect(server, tokens.current),
  };
}

/** The page of a sign-in, and the right key in it. */
async function logIn(server: ServerProcess, rut: string): Promise<() => Promise<Answer>> {
  const browser = browserElsewhere();
  const { to } = await beginning(server, CLIENT);
  const page = await browser.follow(await browser.get(to.href), to.origin);
  return sending(server, browser, page, { rut, clave: SEEDED_KEY }, 'login');
}

async function cuentaOf(server: ServerProcess, rut: string): Promise<Record<string, string>> {
  const browser = browserElsewhere();
  await goToCuenta(server, browser, '', { rut, key: SEEDED_KEY, serial: '' });
  return { cookie: cookiesOf(browser), ...elsewhere() };
}

interface Held {
  current: Tokens;
}

async function tokensOfSomebody(server: ServerProcess, rut: string): Promise<Held> {
  const { to, verifier } = await beginning(server, CLIENT);
  const visit = await goThrough(browserElsewhere(), to, { rut, key: SEEDED_KEY, serial: '' });
  const code = new URL(visit.headers.get('location') ?? '', visit.url).searchParams.get('code') ?? '';
  return { current: tokensOf(accepted('token', await exchange(server, { clientId: CLIENT, code, verifier }), 200)) };
}

const machine = () => ({ ...basic(CLIENT), accept: 'application/json', ...elsewhere() });

async function refresh(server: ServerProcess, held: Held): Promise<Answer> {
  const form = { grant_type: 'refresh_token', refresh_token: held.current.refresh_token };
  const answer = accepted('refresh', await ask(server, '/oidc/token', { headers: machine(), form }), 200);
  held.current = { ...held.current, ...tokensOf(answer) };
  return answer;
}

async function introspect(server: ServerProcess, { refresh_token }: Tokens): Promise<Answer> {
  const answer = await ask(server, '/oidc/introspect', { headers: machine(), form: { token: refresh_token } });
  if (!answer.body.includes('"active":true')) throw new Error(`introspection answers ${answer.body.slice(0, 200)}`);
  return answer;
}
