import type { CredentialContents, CredentialHolder, CredentialOf } from './credentials.ts';

/** Options for a browser, as `PublicKeyCredential.parse…OptionsFromJSON` takes them (WebAuthn Level 3, 5.1.8 and 5.1.9). */
export type PasskeyOptions = object;

/** A passkey as a browser presents it, before anything of it was verified. */
export interface ShownPasskey {
  readonly credentialId: string;
  /** The handle that the authenticator keeps beside it; a browser always gives it where no list was asked for. */
  readonly userHandle: string | undefined;
}

/** A new passkey that was verified. */
export interface MadePasskey {
  readonly content: Omit<CredentialContents['passkey'], 'userHandle'>;
  /** Its signature counter; 0 where the authenticator does not count. */
  readonly counter: number;
}

/** What is stored of a passkey, of an account or of a member of staff. */
type Stored = Pick<CredentialOf<'passkey'>, 'content' | 'step'>;
type Known = readonly Pick<Stored, 'content'>[];

/**
 * Passkeys of this server's domain and origin (WebAuthn Level 3). Answers are JSON as `PublicKeyCredential.toJSON` gives
 * it; challenges are base64url. An answer that is malformed or wrong in any way is undefined, never an error.
 */
export interface Passkeys {
  /** `false` where the issuer is an IP address, for which a browser makes none. */
  readonly available: boolean;
  /** A handle of 32 bytes (base64url) for a new holder: the same each time, and it reveals nothing. */
  handleOf(holder: CredentialHolder): string;
  /** Options to make one; `name` is what the authenticator shows, and those in `known` are not made twice. */
  creationOptions(
    challenge: string,
    user: { readonly handle: string; readonly name: string },
    known: Known,
  ): Promise<PasskeyOptions>;
  /** Options to use one of `known`; any of this domain that the authenticator has where there is no list. */
  requestOptions(challenge: string, known?: Known): PasskeyOptions;
  /** Verifies a new one (7.1): challenge, origin, domain, presence and verification of the user. */
  made(answer: string, challenge: string): Promise<MadePasskey | undefined>;
  /** Which one an answer presents. */
  shown(answer: string): ShownPasskey | undefined;
  /**
   * Verifies a use of this one (7.2): the same, the signature, the backup eligibility, and that the counter is later
   * than the stored one unless both are 0. Gives the counter.
   */
  used(answer: string, challenge: string, passkey: Stored): Promise<number | undefined>;
}

/** The domain that all stored passkeys belong to. */
export interface RelyingParty {
  /** Stores the configured domain with the first passkey. Throws where passkeys of another domain are stored. */
  note(): Promise<void>;
}
