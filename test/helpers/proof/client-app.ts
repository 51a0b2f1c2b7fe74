import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, openBrowser } from '../browser.ts';
import { answerOf, authorizationRequest, basic, goThrough, type Person, redirectUriOf, rosa } from '../client-app.ts';
import { type Answer, ask, type ServerProcess } from '../server-process.ts';
import { withinMs } from '../within-ms.ts';

/** A code on its way to the token endpoint. */
export interface Code {
  readonly clientId: string;
  readonly code: string;
  readonly verifier: string;
}

/** Where a sign-in at a client begins, and the verifier that its code will need. */
export async function beginning({ issuer }: Pick<ServerProcess, 'issuer'>, clientId: string) {
  const { checks, all } = await authorizationRequest(clientId);
  const params = new URLSearchParams({ ...all, client_id: clientId, response_type: 'code' });
  return { to: new URL(`${issuer}/oidc/authorize?${params}`), verifier: checks.verifier };
}

/** A code for the user who is signed in with this browser; gives the key where none is. */
export async function newCode(
  server: Pick<ServerProcess, 'issuer'>,
  browser: Browser,
  clientId: string,
  person: Person = rosa,
): Promise<Code> {
  const { to, verifier } = await beginning(server, clientId);
  const code = answerOf(await goThrough(browser, to, person)).searchParams.get('code');
  if (!code) throw new Error('the platform got no code');
  return { clientId, code, verifier };
}

/** Browsers in which the person is signed in at the client. */
export async function signedIn(server: ServerProcess, clientId: string, count: number): Promise<readonly Browser[]> {
  const browsers = Array.from({ length: count }, () => openBrowser());
  await inLanes(browsers, 4, async (browser) => void (await newCode(server, browser, clientId)));
  return browsers;
}

/** How a client authenticates: a confidential one by its secret, a public one by its id alone. */
export type Kind = 'confidential' | 'public';

/** Redeems a code at one of the processes. */
export const exchange = (
  server: Pick<ServerProcess, 'port' | 'issuer'>,
  { clientId, code, verifier }: Code,
  kind: Kind = 'confidential',
): Promise<Answer> =>
  askForTokens(server, clientId, kind, {
    grant_type: 'authorization_code',
    code,
    code_verifier: verifier,
    redirect_uri: redirectUriOf(clientId),
  });

/** Uses a refresh token at one of the processes. */
export const refresh = (
  server: ServerProcess,
  clientId: string,
  token: string,
  kind: Kind = 'confidential',
): Promise<Answer> => askForTokens(server, clientId, kind, { grant_type: 'refresh_token', refresh_token: token });

function askForTokens(
  server: Pick<ServerProcess, 'port' | 'issuer'>,
  clientId: string,
  kind: Kind,
  form: Readonly<Record<string, string>>,
): Promise<Answer> {
  const accept = { accept: 'application/json' };
  if (kind === 'public') return ask(server, '/oidc/token', { headers: accept, form: { ...form, client_id: clientId } });
  return ask(server, '/oidc/token', { headers: { ...basic(clientId), ...accept }, form });
}

/** Status of userinfo: 200 while the token is valid. */
export async function tokenStatus(server: ServerProcess, token: string): Promise<number> {
  return (await ask(server, '/oidc/userinfo', { headers: { authorization: `Bearer ${token}` } })).status;
}

export interface Tokens {
  readonly id_token: string;
  readonly access_token: string;
  readonly refresh_token: string;
}

export const tokensOf = (answer: Answer): Tokens => JSON.parse(answer.body);

/** Processes the items in this many lanes at once; an error of one lane ends all. */
export async function inLanes<T>(items: readonly T[], lanes: number, work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const lane = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** Waits until the condition is true, at most this many seconds; returns whether it became true. */
export async function eventually(holds: () => Promise<boolean>, seconds: number): Promise<boolean> {
  for (const end = performance.now() + withinMs(seconds * 1000); performance.now() < end; await sleep(200))
    if (await holds().catch(() => false)) return true;
  return false;
}
