import { setTimeout as sleep } from 'node:timers/promises';
import { beginning, tokenStatus } from '../helpers/proof/client-app.ts';
import { ask, type ServerProcess } from '../helpers/server-process.ts';
import { CLIENT, type Visitor } from './visitors.ts';

/** The answers of Mi cuenta, of the provider in silence and of userinfo to a signed-in visitor. */
export const OPEN = '200 code 200';
/** The same without a session. */
export const SHUT = '303 login_required 401';

const PATIENCE_MS = 12_000;

/** The answers of one process to the cookies and the token of a visitor, by its three endpoints at the same moment. */
export async function doorsOf(server: ServerProcess, { cookie, token }: Visitor): Promise<string> {
  const answers = await Promise.all([cuenta(server, cookie), silently(server, cookie), tokenStatus(server, token)]);
  return answers.join(' ');
}

async function cuenta(server: ServerProcess, cookie: string): Promise<number> {
  return (await ask(server, '/cuenta', { headers: { cookie } })).status;
}

/** "code", or the error that the client would receive; a status where it would receive nothing. */
async function silently(server: ServerProcess, cookie: string): Promise<string> {
  const { to } = await beginning(server, CLIENT);
  to.searchParams.set('prompt', 'none');
  const { status, headers } = await ask(server, to.pathname + to.search, { headers: { cookie } });
  const answer = new URL(headers.location ?? '', server.issuer).searchParams;
  return answer.has('code') ? 'code' : (answer.get('error') ?? String(status));
}

/** The answers on the way, and the time at which all were closed; Infinity where that did not happen. */
export interface Watch {
  readonly seen: readonly string[];
  readonly shutAt: number;
}

/** Sends requests to the endpoints of one process until all are closed. */
export async function watch(server: ServerProcess, visitor: Visitor): Promise<Watch> {
  const seen: string[] = [];
  const shutAt = await momentOf(async () => seen[seen.push(await doorsOf(server, visitor)) - 1] === SHUT);
  return { seen, shutAt };
}

/** When this became true; Infinity where it does not within twelve seconds. */
export async function momentOf(holds: () => boolean | Promise<boolean>): Promise<number> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await sleep(25))
    if (await holds()) return performance.now();
  return Number.POSITIVE_INFINITY;
}
