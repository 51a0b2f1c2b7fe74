import type { PlainKey } from '../domain/key.ts';

/** Slow hashes of keys and answers. At most one a core at a time; a full queue throws Unavailable('hasher'). */
export interface Hasher {
  hash(secret: PlainKey): Promise<string>;
  /** Compares; with no hash at all it costs the same and is false, so that time tells nothing (floor 2). */
  matches(hash: string | undefined, secret: PlainKey): Promise<boolean>;
  /** Whether the hash was made with other parameters or another pepper than today's. */
  isOld(hash: string): boolean;
}
