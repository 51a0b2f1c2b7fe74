import type { Context, Next } from 'koa';
import { budgets } from '../domain/throttle.ts';
import type { World } from '../ports/world.ts';
import type { PageState } from './page.ts';

/** Addresses at which a client shows its credentials or a token. */
export interface TokenPaths {
  readonly token: string;
  /** Where platforms register by themselves; the address of each lies below it. */
  readonly registration?: string;
  readonly others: readonly string[];
}

/**
 * One transaction for each token request and each registration: what it wrote is kept when it answers, also with a
 * refusal (the loser of a race ends the grant), and undone when it fails.
 */
export function oneTransaction({ atomically }: Pick<World, 'atomically'>, { token, registration = token }: TokenPaths) {
  const writes = ({ method, path }: Context): boolean =>
    (method === 'POST' && path === token) ||
    (['POST', 'PUT', 'DELETE'].includes(method) && (path === registration || path.startsWith(`${registration}/`)));
  return async (ctx: Context, next: Next): Promise<void> => {
    if (!writes(ctx)) return next();
    await atomically(
      async () => next(),
      () => ctx.status < 500,
    );
  };
}

/** A network that keeps showing wrong codes, tokens or secrets waits a minute (429). */
export function tokenErrorBudget({ throttles }: Pick<World, 'throttles'>, paths: TokenPaths) {
  const shut = new Map<string, number>();
  const watched = new Set([paths.token, paths.registration, ...paths.others]);
  return async (ctx: Context, next: Next): Promise<void> => {
    if (!watched.has(ctx.path)) return next();
    const { network } = ctx.state as PageState;
    if ((shut.get(network) ?? 0) > Date.now()) return tooMany(ctx);
    shut.delete(network);
    await next();
    if ((ctx.status !== 400 && ctx.status !== 401) || isWaiting(ctx.body)) return;
    const { allowed, until } = await throttles.take(budgets.tokenErrorsByNetwork, network);
    if (!allowed && shut.size < 10_000) shut.set(network, until.getTime());
  };
}

/** A device that asks whether its person has signed in yet does nothing wrong (RFC 8628, 3.5). */
function isWaiting(body: unknown): boolean {
  const error = (body as { error?: string } | undefined)?.error;
  return error === 'authorization_pending' || error === 'slow_down';
}

function tooMany(ctx: Context): void {
  ctx.status = 429;
  ctx.set('Retry-After', '60');
  ctx.body = { error: 'temporarily_unavailable', error_description: 'too many failed requests; wait a minute' };
}
