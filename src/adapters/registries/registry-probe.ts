import { openDoor } from './door.ts';
import { tryOnce } from './one-try.ts';
import { RegistryFailure } from './registry-failure.ts';

const PROBE_MS = 3000;

/**
 * Looks whether a registry answers, about nobody: an empty question, to which its document says 400. That passes its
 * network, its TLS and our token, and costs nobody a try. Throws where a real question would have got no answer.
 */
export function registryProbe(address: string, path: string): () => Promise<void> {
  const door = openDoor(address);
  return async () => {
    await tryOnce(door, path, {}, PROBE_MS).catch((error: unknown) => {
      if (!(error instanceof RegistryFailure) || error.reason !== 'question-refused') throw error;
    });
  };
}
