/** Who agreed, and at which client. A new subject or another representative inherits nothing. */
export interface ConsentKey {
  /** UUID of the account's subject. */
  readonly subject: string;
  /** UUID of the person who acts for a company; undefined for a person's account. */
  readonly actor: string | undefined;
  readonly clientId: string;
}

/** What is agreed to: names of scopes and claims, and what for. */
export interface Agreement {
  readonly scopes: readonly string[];
  readonly claims: readonly string[];
  /** Scopes of APIs, each as "indicator scope" (RFC 8707). */
  readonly apiScopes: readonly string[];
  /** Optional scopes that were left out on the page of consent; none where absent. */
  readonly refused?: readonly string[];
  /** `legal_basis` of the client's file, as the person read it. */
  readonly purpose: string;
}

/** What a user agreed to share with a client. `firstAt`: when this purpose was agreed; `agreedAt`: the latest yes. */
export interface Consent extends ConsentKey, Agreement {
  readonly firstAt: Date;
  readonly agreedAt: Date;
}

/**
 * Consents, kept apart from grants and tokens: the end of a session, of tokens or of keys ends none of them. They end
 * when the person disconnects the client, when the subject is retired, and with the account.
 */
export interface Consents {
  find(key: ConsentKey): Promise<Consent | undefined>;
  /** Adds to an earlier agreement, and remembers what was left out of it by the last answer; another purpose replaces it. Part of the open transaction, if any. */
  give(accountId: string, key: ConsentKey, agreement: Agreement): Promise<void>;
  /** Of every actor of the account, the latest yes first. */
  list(accountId: string): Promise<readonly Consent[]>;
  /** Of every actor of the account; `false` where there was none. */
  revoke(accountId: string, clientId: string): Promise<boolean>;
}
