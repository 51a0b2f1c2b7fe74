import type { Identifier, Profile } from '../domain/account.ts';
import type { Secret } from '../domain/key.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Visitor } from '../ports/audit.ts';
import type { HashLane } from '../ports/hasher.ts';
import type { GivenBack } from '../ports/throttles.ts';

/** A key to prove, with its profile and identifier and where it comes from. */
export interface KeyProof {
  readonly profile: Profile;
  readonly identifier: Identifier;
  readonly key: Secret;
  /** Value of the device cookie, if the browser has one. */
  readonly device: string | undefined;
  readonly visitor: Visitor;
  /** What the form can ask for besides the key: work past the network's soft bound, a code past 100 wrong keys. */
  readonly asking?: Asking | undefined;
  /** Whether the key is asked to lift a block of the holder's own. */
  readonly lifting?: boolean | undefined;
  /** The client of the sign-in; none where a page of this server asks for the key. */
  readonly client?: { readonly clientId: string; readonly name: string } | undefined;
}

/** The browser that a form of the key was shown to, and the work that it did for this try. */
export interface Asking {
  readonly browser: string;
  readonly work: string | undefined;
}

/** One try of a key that may be judged. Its cost is counted already, so that fifty at once are fifty. */
export interface KeyTry {
  /** `known`: by a known device. `contact`: by a browser that read a contact on file lately. */
  readonly by: 'known' | 'contact' | 'stranger';
  readonly lane: HashLane;
  /** Set where only a provisional key is checked: the refusal of every other key. */
  readonly otherwise?: Refusal | undefined;
  /** What counted it, to take it back: the key was correct, or none was judged. */
  readonly counted: GivenBack;
  /** It was judged: the next try of the same identifier may be counted. */
  end(): void;
}
