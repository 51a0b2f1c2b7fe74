import { setTimeout as sleep } from 'node:timers/promises';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { ask, type ServerProcess } from '../helpers/server-process.ts';

type Pair = readonly [ServerProcess, ServerProcess];

/** A client that caches the published keys for as long as it may, and reads them again for an unknown kid. */
export interface CachingClient {
  /** Verifies an ID token; returns the reason of a failure. */
  verify(idToken: string, audience: string): Promise<string | undefined>;
  /** How often it read the keys. */
  reads(): number;
}

/**
 * Reads at both processes in turn, as through a balancer; for a kid that is still unknown to one of them it reads again
 * once.
 */
export async function cachingClient(pair: Pair): Promise<CachingClient> {
  let reads = 0;
  let kept: { readonly keys: ReturnType<typeof createLocalJWKSet>; readonly until: number };
  const read = async (): Promise<void> => {
    reads += 1;
    const { body, headers } = await ask(pair[reads % 2 ? 0 : 1], '/oidc/jwks');
    const seconds = Number(/max-age=(\d+)/.exec(String(headers['cache-control']))?.[1] ?? 0);
    const keys = createLocalJWKSet(JSON.parse(body) as JSONWebKeySet);
    kept = { keys, until: performance.now() + seconds * 1000 };
  };
  const verify = async (idToken: string, audience: string, rests: readonly number[]): Promise<string | undefined> => {
    try {
      if (performance.now() > kept.until) await read();
      await jwtVerify(idToken, kept.keys, { issuer: pair[0].issuer, audience });
      return undefined;
    } catch (error) {
      const [rest, ...more] = rests;
      if ((error as { code?: string }).code !== 'ERR_JWKS_NO_MATCHING_KEY' || rest === undefined) return String(error);
      await sleep(rest);
      await read();
      return verify(idToken, audience, more);
    }
  };
  await read();
  return { verify: (idToken, audience) => verify(idToken, audience, [0, 1000]), reads: () => reads };
}
