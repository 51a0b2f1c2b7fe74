import type { Context } from 'koa';
import { internalClientPaths, isInternalClient } from '../../domain/internal-clients.ts';
import { seeOther, visitorOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import type { Onward } from '../../ports/onward.ts';
import type { EndedSession } from '../../ports/sessions.ts';
import { type Leaving, logOut } from './use-cases/log-out.ts';

/** Path of the pages of «Salir». */
export const LOG_OUT = '/salir';

/** Name of its form. */
export const LOG_OUT_FORM = 'log-out';

const MINUTE = 60_000;
/** How long the question waits for its answer, and how long the pages after it can be loaded. */
const lives = { asked: 30 * MINUTE, outcome: 10 * MINUTE, onward: 10 * MINUTE } as const;

/** A session to end, and the address at which the client waits, to which the page of the question redirects. */
export interface Asked extends Leaving {
  readonly returnTo?: string | undefined;
  /** The client that waits at `returnTo`. */
  readonly waits?: Onward['client'] | undefined;
}

/** The result of the question, which the last page shows. */
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

/** Seals either for a form or an address: it cannot be read or changed, and it expires by itself. */
export function sealLogOut<K extends keyof Sealed>({ tokens, now }: Needs, kind: K, content: Sealed[K]): string {
  return tokens.pack(`log-out:${kind}`, { content, at: now().getTime() });
}

/** Opens what was sealed; undefined when the product did not seal it, or when it is too old. */
export function openLogOut<K extends keyof Sealed>(
  { tokens, now }: Needs,
  kind: K,
  sealed: string,
): Sealed[K] | undefined {
  const opened = tokens.unpack(`log-out:${kind}`, sealed) as { content: Sealed[K]; at: number } | undefined;
  return opened && now().getTime() - opened.at <= lives[kind] ? opened.content : undefined;
}

/** Ends the session and redirects: back to the client that waits, or to the page that shows who is notified. */
export async function leave(deps: Deps, ctx: Context, asked: Asked, from: 'everywhere' | 'here'): Promise<void> {
  const notified = (await logOut(deps, asked, from, visitorOf(ctx))) ?? [];
  const page = pageAfter(deps, { choice: from, clientId: asked.clientId, told: notified });
  const waits = asked.clientId !== undefined && !isInternalClient(asked.clientId) && asked.returnTo !== undefined;
  seeOther(ctx, waits ? wayBack(deps, ctx, asked, asked.returnTo) : page);
}

/**
 * The address of the client; after a form the page that redirects there, so that no form ends at a client by redirects.
 */
function wayBack(deps: Needs, ctx: Context, { waits }: Asked, address: string): string {
  return ctx.method === 'GET' || !waits ? address : pageOnward(deps, { address, client: waits });
}

/** The address of the page that leads to a client after a logout; it can be loaded again for ten minutes. */
export const pageOnward = (deps: Needs, onward: Onward): string =>
  `${LOG_OUT}/volver/${sealLogOut(deps, 'onward', onward)}`;

/** The address of the last page; a first-party client ends its own session on the way. */
export function pageAfter(deps: Needs, outcome: Omit<Outcome, 'at'>): string {
  const sealed = sealLogOut(deps, 'outcome', { ...outcome, at: deps.now().getTime() });
  if (!outcome.clientId || !isInternalClient(outcome.clientId)) return `${LOG_OUT}/listo/${sealed}`;
  return `${internalClientPaths[outcome.clientId].exit}?listo=${sealed}`;
}
