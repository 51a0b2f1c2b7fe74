import type { Secret } from '../domain/key.ts';
import type { CodePurpose } from './account-codes.ts';

/**
 * Where a hash waits for its turn, the first lane first: `known` for a known device or a browser that read a contact on
 * file, `paid` for a try that paid with work, `stranger` for all others. Work is cheap for a caller with many machines,
 * so it never comes before a known device.
 */
export type HashLane = 'known' | 'paid' | 'stranger';

/** What is hashed: the key, the secret answer, a provisional key, an imported key, a printed code, or six digits of one use. */
export type HashPurpose =
  | 'key'
  | 'answer'
  | 'provisional'
  | 'legacy'
  | 'printed'
  | `code:${CodePurpose | 'recovery' | 'update'}`;

/** What a hash belongs to: it opens nothing else, also where its text is copied there (floor 15). */
export interface HashPlace {
  readonly purpose: HashPurpose;
  /** Id of the account; of an imported key, that of its row. */
  readonly id: string;
}

/**
 * Slow hashes of keys and answers. At most one a core at a time; a caller that would wait for more than two seconds
 * gets Unavailable('hasher') at once. Without a lane a hash waits among strangers.
 */
export interface Hasher {
  hash(secret: Secret, place: HashPlace, lane?: HashLane): Promise<string>;
  /**
   * Compares. With no hash at all, and with one that cannot be read, it costs the same and returns false, so that time
   * reveals nothing (floor 2).
   */
  matches(hash: string | undefined, secret: Secret, place: HashPlace, lane?: HashLane): Promise<boolean>;
  /** Whether the hash was made with other parameters, another pepper or another scheme than today's. */
  isOld(hash: string): boolean;
}
