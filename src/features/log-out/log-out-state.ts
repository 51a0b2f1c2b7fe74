import type { Context } from 'koa';
import { internalClientPaths, isInternalClient } from '../../domain/internal-clients.ts';
import { seeOther, visitorOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import type { Onward } from '../../ports/onward.ts';
import type { EndedSession } from '../../ports/sessions.ts';
import { type Leaving, logOut } from './use-cases/log-out.ts';

/** Where the pages of «Salir» answer. */
export const LOG_OUT = '/salir';

/** Name of its form. */
export const LOG_OUT_FORM = 'log-out';

const MINUTE = 60_000;
/** How long the question waits for its answer, and how long the pages after it open. */
const lives = { asked: 30 * MINUTE, outcome: 10 * MINUTE, onward: 10 * MINUTE } as const;

/** A session to end, and where the platform waits: the page that asks sends it back. */
export interface Asked extends Leaving {
  readonly returnTo?: string | undefined;
  /** Who waits at `returnTo`. */
  readonly waits?: Onward['client'] | undefined;
}

/** What came of the question: the page at the end says so. */
export interface Outcome {
  readonly choice: 'everywhere' | 'here' | 'stayed';
  readonly clientId?: string | undefined;
  readonly told: readonly EndedSession[];
  /** Milliseconds since 1970. */
  readonly at: number;
}

interface Sealed {
  readonly asked: Asked;
  readonly outcome: Outcome;
  readonly onward: Onward;
}

type Needs = Pick<Deps, 'tokens' | 'now'>;

/** Seals either for a form or an address: nobody reads or changes it, and it ends by itself. */
export function sealLogOut<K extends keyof Sealed>({ tokens, now }: Needs, kind: K, content: Sealed[K]): string {
  return tokens.pack(`log-out:${kind}`, { content, at: now().getTime() });
}

/** Opens what was sealed; undefined when it is not ours, or too old. */
export function openLogOut<K extends keyof Sealed>(
  { tokens, now }: Needs,
  kind: K,
  sealed: string,
): Sealed[K] | undefined {
  const opened = tokens.unpack(`log-out:${kind}`, sealed) as { content: Sealed[K]; at: number } | undefined;
  return opened && now().getTime() - opened.at <= lives[kind] ? opened.content : undefined;
}

/** Ends the session and leads on: back to the platform that waits, or to the page that says who is told. */
export async function leave(deps: Deps, ctx: Context, asked: Asked, from: 'everywhere' | 'here'): Promise<void> {
  const told = (await logOut(deps, asked, from, visitorOf(ctx))) ?? [];
  const page = pageAfter(deps, { choice: from, clientId: asked.clientId, told });
  const waits = asked.clientId !== undefined && !isInternalClient(asked.clientId) && asked.returnTo !== undefined;
  seeOther(ctx, waits ? wayBack(deps, ctx, asked, asked.returnTo) : page);
}

/** The address of the client; after a form the page that leads there, so that no form ends at a client by redirects. */
function wayBack(deps: Needs, ctx: Context, { waits }: Asked, address: string): string {
  return ctx.method === 'GET' || !waits ? address : pageOnward(deps, { address, client: waits });
}

/** The address of the page that leads to a client after a logout; it can be loaded again for ten minutes. */
export const pageOnward = (deps: Needs, onward: Onward): string =>
  `${LOG_OUT}/volver/${sealLogOut(deps, 'onward', onward)}`;

/** The address of the page at the end; a wing of the house ends its own part on the way. */
export function pageAfter(deps: Needs, outcome: Omit<Outcome, 'at'>): string {
  const sealed = sealLogOut(deps, 'outcome', { ...outcome, at: deps.now().getTime() });
  if (!outcome.clientId || !isInternalClient(outcome.clientId)) return `${LOG_OUT}/listo/${sealed}`;
  return `${internalClientPaths[outcome.clientId].exit}?listo=${sealed}`;
}
