import type { Context, Next } from 'koa';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { shutMemory } from '../domain/shut-memory.ts';
import { rateLimits } from '../domain/throttle.ts';
import type { Deps } from '../ports/deps.ts';
import { retryAfter, tooMany } from './too-many.ts';

/** Stands for every client id that is not served: invented ones are one count of their network. */
const UNKNOWN = '';

/**
 * Counts failed client authentication (`invalid_client`) by (client, network), and nothing else (rules, Machine budgets).
 * Past the bound a failure hears 429 with `Retry-After` instead of 401 and costs no statement; a client that proves who it
 * is is never refused, for it is judged first. Codes and tokens are not counted: they have 256 bits.
 */
export function clientAuthLimit({ throttles, now }: Pick<Deps, 'throttles' | 'now'>) {
  const shut = shutMemory(now);
  const shutUntil = async (network: string, client: string): Promise<Date | undefined> => {
    const key = JSON.stringify([network, client]);
    const known = shut.until(key);
    if (known) return known;
    const { allowed, until } = await throttles.consume(rateLimits.clientAuthFailures, network, client);
    if (allowed) return undefined;
    shut.remember(key, until);
    return until;
  };
  return async (ctx: Context, next: Next): Promise<void> => {
    await next();
    if (!failed(ctx)) return;
    const { oidc } = ctx as unknown as KoaContextWithOIDC;
    const until = await shutUntil(ctx.state.network, oidc.client?.clientId ?? UNKNOWN);
    if (until) refuse(ctx, until, now());
  };
}

/** Whether the library refused who the client says to be; what it refuses after that is the client's own matter. */
function failed(ctx: Context): boolean {
  const { error } = (ctx.body ?? {}) as { readonly error?: unknown };
  return ctx.status === 401 && error === 'invalid_client' && 'oidc' in ctx;
}

function refuse(ctx: Context, until: Date, now: Date): void {
  ctx.status = 429;
  ctx.remove('WWW-Authenticate');
  retryAfter(ctx, until, now);
  ctx.body = {
    error: tooMany.error,
    error_description: tooMany.description,
  };
}
