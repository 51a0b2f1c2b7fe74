import type { Context, Next } from 'koa';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { shutMemory } from '../domain/shut-memory.ts';
import { rateLimits } from '../domain/throttle.ts';
import type { Deps } from '../ports/deps.ts';
import { retryAfter, tooMany } from './too-many.ts';

/** Stands for every unknown client id: invented ids share one count per network. */
const UNKNOWN = '';

/**
 * Counts failed client authentication (`invalid_client`) by (client, network), and nothing else (rules, Machine
 * budgets). Past the bound a failure gets 429 with `Retry-After` instead of 401 and costs no statement; a client that
 * authenticates is never refused, because its proof is checked first. Codes and tokens are not counted: they have 256
 * bits.
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

/** Whether the library refused the client's authentication; later refusals have other causes. */
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
