import { errors, type KoaContextWithOIDC, Provider } from 'oidc-provider';
import { shutMemory } from '../../domain/shut-memory.ts';
import { rateLimits } from '../../domain/throttle.ts';
import type { Deps } from '../../ports/deps.ts';
import { retryAfter, tooMany } from '../too-many.ts';

/** Requests that any caller can make in the name of a client without a secret, and that store a row each. */
const beginnings: ReadonlySet<string> = new Set(['pushed_authorization_request', 'device_authorization']);

interface Saved {
  save(...words: unknown[]): Promise<unknown>;
}

/**
 * The library stores a row for each pushed request and each device code, for any caller. From here on one network
 * stores a bounded number of them in the name of one public client; a client that authenticated is not counted. Past
 * the bound the request is refused before its row, with 429 and `Retry-After`, and nothing else of that network is.
 */
export function boundPublicBeginnings(
  { PushedAuthorizationRequest, DeviceCode }: Pick<Provider, 'PushedAuthorizationRequest' | 'DeviceCode'>,
  { throttles, now }: Pick<Deps, 'throttles' | 'now'>,
): void {
  const shut = shutMemory(now);
  const admit = async (ctx: KoaContextWithOIDC): Promise<void> => {
    const { client, route } = ctx.oidc;
    if (client?.clientAuthMethod !== 'none' || !beginnings.has(route)) return;
    const key = JSON.stringify([ctx.state.network, client.clientId]);
    const known = shut.until(key);
    if (known) throw refused(ctx, known, now());
    const { allowed, until } = await throttles.consume(
      rateLimits.begunByPublicClient,
      String(ctx.state.network),
      client.clientId,
    );
    if (allowed) return;
    shut.remember(key, until);
    throw refused(ctx, until, now());
  };
  for (const { prototype } of [PushedAuthorizationRequest, DeviceCode]) {
    const saved = prototype as unknown as Saved;
    const { save } = saved;
    saved.save = async function (...words) {
      if (Provider.ctx) await admit(Provider.ctx);
      return save.apply(this, words);
    };
  }
}

function refused(ctx: KoaContextWithOIDC, until: Date, now: Date): Error {
  retryAfter(ctx, until, now);
  const refusal = new errors.TemporarilyUnavailable(tooMany.description);
  return Object.assign(refusal, { status: 429, statusCode: 429 });
}
