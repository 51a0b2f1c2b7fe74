import type { Identifier, Profile } from '../domain/account.ts';
import type { Secret } from '../domain/key.ts';
import type { LegacyContacts } from '../domain/legacy-key.ts';

/** Keys of the old system. They open nothing: they are recognised, and are erased at re-creation or after 12 months. */
export interface LegacyKeys {
  /**
   * Whether this was the identifier's key in the old system, in any form of the key, since it is not known in which one
   * it was hashed there. Costs the same for every identifier: one statement and, while any old key is kept, for each
   * form one argon2 and at least the heaviest bcrypt that is kept, in as many calls.
   */
  recognises(profile: Profile, identifier: Identifier, key: Secret): Promise<boolean>;
  /** The contacts that the old system had of the identifier's owner; undefined when it did not know the identifier. */
  contactsOf(profile: Profile, identifier: Identifier): Promise<LegacyContacts | undefined>;
  /** Erases the old key and its contacts, as part of the transaction that re-creates the account. */
  forget(profile: Profile, identifier: Identifier): Promise<void>;
  /** Wraps up to `limit` old hashes in argon2id, one at a time. Throws Unavailable when logins fill the queue. */
  wrap(limit: number): Promise<LegacyWrapping>;
}

export interface LegacyWrapping {
  readonly wrapped: number;
  /** Rows that cannot be unsealed: changed, moved, or sealed under a key that is no longer listed. They are kept. */
  readonly unreadable: number;
  /** Whether there is anything left to do in this pass. */
  readonly more: boolean;
}
