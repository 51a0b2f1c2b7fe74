import type { Context, Next } from 'koa';
import type { Deps } from '../../ports/deps.ts';

/** Addresses each of whose requests is one transaction. */
export interface TokenPaths {
  readonly token: string;
  /** Where clients register by themselves; the address of each is below it. */
  readonly registration?: string;
}

/**
 * One transaction for each token request and each registration: what it wrote is committed when it answers, also with a
 * refusal (the loser of a race ends the grant), and rolled back when it fails.
 */
export function oneTransaction({ atomically }: Pick<Deps, 'atomically'>, { token, registration }: TokenPaths) {
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

/** Whether this is the address of one client that registered itself. */
const liesBelow = (registration: string | undefined, path: string): boolean =>
  registration !== undefined && path.startsWith(`${registration}/`);
