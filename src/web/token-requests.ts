import type { Context, Next } from 'koa';
import type { KoaContextWithOIDC } from 'oidc-provider';
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
export function oneTransaction({ atomically }: Pick<World, 'atomically'>, { token, registration }: TokenPaths) {
  const writes = ({ method, path }: Context): boolean =>
    (method === 'POST' && path === token) ||
    (['POST', 'PUT', 'DELETE'].includes(method) && (path === registration || liesBelow(registration, path)));
  return async (ctx: Context, next: Next): Promise<void> => {
    if (!writes(ctx)) return next();
    await atomically(
      async () => next(),
      () => ctx.status < 500,
    );
  };
}

/** Whether this is the address of one platform that registered itself. */
const liesBelow = (registration: string | undefined, path: string): boolean =>
  registration !== undefined && path.startsWith(`${registration}/`);

/**
 * A network that keeps showing wrong codes, tokens or secrets waits a minute (429); so does one that pushes requests in
 * the name of an app without a secret, which anybody can, and which keep a row each.
 */
export function tokenErrorBudget({ throttles }: Pick<World, 'throttles'>, paths: TokenPaths) {
  const shut = new Map<string, number>();
  const watched = new Set([paths.token, paths.registration, ...paths.others]);
  const isWatched = (path: string): boolean => watched.has(path) || liesBelow(paths.registration, path);
  return async (ctx: Context, next: Next): Promise<void> => {
    if (!isWatched(ctx.path)) return next();
    const { network } = ctx.state as PageState;
    if ((shut.get(network) ?? 0) > Date.now()) return tooMany(ctx);
    shut.delete(network);
    await next();
    const budget = budgetFor(ctx);
    if (!budget) return;
    const { allowed, until } = await throttles.take(budget, network);
    if (!allowed) remember(shut, network, until);
  };
}

const REMEMBERED = 10_000;

/** Past so many the oldest is forgotten: whoever has many networks opens no door for the next one. */
function remember(shut: Map<string, number>, network: string, until: Date): void {
  const [oldest] = shut.keys();
  if (shut.size >= REMEMBERED && oldest !== undefined) shut.delete(oldest);
  shut.set(network, until.getTime());
}

function budgetFor(ctx: Context) {
  if (ctx.status === 400 || ctx.status === 401) return isWaiting(ctx.body) ? undefined : budgets.tokenErrorsByNetwork;
  const { oidc } = ctx as unknown as KoaContextWithOIDC;
  const pushed = oidc?.route === 'pushed_authorization_request' && ctx.status === 201;
  return pushed && oidc.client?.clientAuthMethod === 'none' ? budgets.requestsByNetwork : undefined;
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
