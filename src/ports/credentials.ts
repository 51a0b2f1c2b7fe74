import type { CredentialKind } from '../domain/second-factor.ts';

/** What each kind keeps, sealed at rest. */
export interface CredentialContents {
  /** The shared secret in base32 (RFC 6238). */
  readonly totp: { readonly secret: string };
  /** A code of which the first characters tell which of the hashes is compared. */
  readonly 'recovery-code': HashedCode;
  readonly 'backup-code': HashedCode;
  /** A public key as WebAuthn gives it (COSE, base64url). */
  readonly passkey: {
    readonly credentialId: string;
    readonly publicKey: string;
    readonly transports: readonly string[];
    /** Whether its authenticator may copy it to other devices (backup eligibility). */
    readonly backedUp: boolean;
    /** What the authenticator keeps beside it for its holder: the same for all passkeys of a holder. */
    readonly userHandle: string;
  };
  /** A browser in which the factor is not asked for some time: what it presents is in `finds`, its name in `label`. */
  readonly device: object;
}

interface HashedCode {
  readonly begins: string;
  readonly hash: string;
}

/** Whose credential it is: the account's, or a representative's of the company (their subject). */
export interface CredentialHolder {
  readonly accountId: string;
  readonly actor: string | undefined;
}

/** A stored credential of any kind. */
export type Credential = { readonly [Kind in CredentialKind]: CredentialOf<Kind> }[CredentialKind];

export interface CredentialOf<Kind extends CredentialKind> extends CredentialHolder {
  readonly id: string;
  readonly kind: Kind;
  readonly content: CredentialContents[Kind];
  /** The name that the user gave it; empty for a code. */
  readonly label: string;
  readonly createdAt: Date;
  /** When the card was shown for it. */
  readonly cardAt?: Date | undefined;
  readonly expiresAt?: Date | undefined;
  /** The last time step that was used (TOTP), or the last signature counter (passkey). */
  readonly step: number;
  readonly lastUsedAt?: Date | undefined;
}

/**
 * A credential to store; `finds` is what a passkey or a browser presents, kept as a hash, and `step` the step or counter
 * that its enrolment used.
 */
export type NewCredential = {
  readonly [Kind in CredentialKind]: Pick<
    CredentialOf<Kind>,
    'id' | 'kind' | 'accountId' | 'actor' | 'content' | 'label' | 'cardAt' | 'expiresAt'
  > & { readonly finds?: string | undefined; readonly step?: number | undefined };
}[CredentialKind];

/**
 * Credentials beside the key. Which of them an account has is recorded in its row: one that is put back or removed by
 * another hand shuts the account (floor 15).
 */
export interface Credentials {
  /** Those of one holder that did not expire, the oldest first. */
  of(holder: CredentialHolder): Promise<readonly Credential[]>;
  /** Those of an account, of all its representatives. */
  ofAccount(accountId: string): Promise<readonly Credential[]>;
  /** The passkey or browser that presents this; undefined for none, and for one that expired. */
  foundBy(kind: 'passkey' | 'device', finds: string): Promise<Credential | undefined>;
  /** Stores them, in one write of the account. */
  add(added: readonly NewCredential[]): Promise<void>;
  /** Removes them; gives how many were there. Of several calls for one id only the first counts it (floor 11). */
  remove(accountId: string, ids: readonly string[]): Promise<number>;
  /** Gives one another name; `false` where it is gone. */
  rename(accountId: string, id: string, label: string): Promise<boolean>;
  /** Removes the remembered browsers of an account, of all its representatives; gives how many were there. */
  removeBrowsers(accountId: string): Promise<number>;
  /**
   * Removes what expired, of so many accounts at most; gives whether there may be more. An account that does not verify
   * keeps its own, and is thrown when the others are done.
   */
  removeExpired(accounts: number): Promise<boolean>;
  /** Notes the use of a step or counter; `false` where it, or a later one, was used before (floor 11). */
  use(id: string, step: number): Promise<boolean>;
  /** Notes a use of a browser, or of a passkey that does not count; `false` where it is gone, or counted before. */
  noteUse(id: string): Promise<boolean>;
}
