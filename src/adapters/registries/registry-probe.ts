import { openDoor } from './door.ts';
import { tryOnce } from './one-try.ts';
import { RegistryFailure } from './registry-failure.ts';

const PROBE_MS = 3000;

/**
 * Probes whether a registry answers, without an identifier: an empty question, which its specification answers with
 * 400. That checks the network, TLS and the token, and uses no user's try. Throws where a real question would have got
 * no answer.
 */
export function registryProbe(address: string, path: string): () => Promise<void> {
  const door = openDoor(address);
  return async () => {
    await tryOnce(door, path, {}, PROBE_MS).catch((error: unknown) => {
      if (!(error instanceof RegistryFailure) || error.reason !== 'question-refused') throw error;
    });
  };
}
