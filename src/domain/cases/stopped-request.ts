import type { Profile } from '../account.ts';
import type { NewContacts } from '../recovery.ts';
import type { Rut } from '../rut.ts';
import type { AskedAtCounter } from './asked-at-counter.ts';

/** A request about which two people decide: what of it can be compared with what was asked at a counter. */
export interface StoppedRequest {
  readonly id: string;
  readonly contacts?: NewContacts | undefined;
  /** RUN of the person whose document it rests on, where it names one. */
  readonly run?: Rut | undefined;
  /** Whether it does nothing but send a new key. */
  readonly keyOnly: boolean;
}

/**
 * Why a stopped request may not be granted to the person at the counter, and nothing where it is what they asked for
 * there: the same contacts, or nothing but a new key; of a company, asked by the same representative. Two requests of one
 * account may be those of its holder and of a thief.
 */
export function whyNotSame(
  { contacts, key, representative }: AskedAtCounter,
  profile: Profile,
  stopped: StoppedRequest,
): 'contacts-differ' | 'request-unknown' | undefined {
  if (!sameContacts(contacts, stopped.contacts)) return 'contacts-differ';
  if (profile === 'juridica' && stopped.run !== representative) return 'request-unknown';
  return stopped.contacts || (key && stopped.keyOnly) ? undefined : 'request-unknown';
}

const sameContacts = (one: NewContacts | undefined, other: NewContacts | undefined): boolean =>
  one?.email === other?.email && one?.mobile === other?.mobile;
