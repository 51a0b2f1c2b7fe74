/** What is kept of a sign-in at the issuer until the browser comes back. */
export interface IssuerChecks {
  readonly state: string;
  readonly nonce: string;
  /** Of PKCE. */
  readonly verifier: string;
}

/** Who signed in there: a name that stays the same, and what the claim of roles has. */
export interface IssuerPerson {
  readonly subject: string;
  readonly roles: readonly string[];
  /** The ID token itself, by which the session there is ended. */
  readonly idToken: string;
}

/** The agency's own OpenID provider. Each call to it has three seconds; `away` where it does not answer as it should. */
export interface StaffIssuer {
  /** Its host, as pages show it. */
  readonly host: string;
  /** Fresh values for `nonce` and `verifier`. */
  fresh(): Pick<IssuerChecks, 'nonce' | 'verifier'>;
  /** Where the browser signs in, anew each time. */
  addressFor(checks: IssuerChecks): Promise<string | 'away'>;
  /** Where the browser ends its session there; undefined where the provider has no such page, or does not answer. */
  leaveAddress(idToken: string): Promise<string | undefined>;
  /** Redeems the code in the address at which the browser came back; `refused` for any answer that does not fit. */
  finish(answer: URL, checks: IssuerChecks): Promise<IssuerPerson | 'refused' | 'away'>;
}
