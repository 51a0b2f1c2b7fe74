import type { Scope } from '../domain/claims.ts';
import type { Identidad } from '../domain/identity-level.ts';
import type { InternalClient } from '../domain/internal-clients.ts';
import type { SignedIn } from './own-sessions.ts';

/** What a first-party client knows of a sign-in that it began, when the browser comes back from the provider. */
export interface OwnCode {
  readonly code: string;
  readonly nonce: string;
  /** Verifier of PKCE (RFC 7636). */
  readonly verifier: string;
}

/** The provider as its first-party clients call it: inside the process, never over the network. */
export interface OwnSignIn {
  /** Where a browser goes to sign in at a first-party client. */
  address(client: InternalClient, request: Readonly<Record<string, string>>): string;
  /** Where a browser goes to sign out of everything. */
  exit(client: InternalClient): string;
  /** Redeems a code, once; undefined when it is another client's, expired, used, or of another sign-in. */
  redeem(client: InternalClient, asked: OwnCode): Promise<SignedIn | undefined>;
}

/** A client as a person knows it. */
export interface NamedClient {
  readonly clientId: string;
  readonly name: string;
  readonly host: string | undefined;
  /** Whether it is SENCE's own, which asks for no consent. */
  readonly firstParty: boolean;
  /** Its first page, by its file. */
  readonly home?: string | undefined;
  /** How it treats data, and its terms, by its file. */
  readonly policyUri?: string | undefined;
  readonly tosUri?: string | undefined;
  /** Address of its logo, a picture of ours; undefined for one without. */
  readonly logo?: string | undefined;
  /** Whether it takes notices of ended sessions. */
  readonly hearsLogouts?: boolean;
}

/** A client as the policy on privacy lists it. */
export interface ListedClient {
  readonly name: string;
  /** Legal basis and purpose, by its file. */
  readonly purpose: string;
  readonly firstParty: boolean;
  readonly scopes: readonly Scope[];
  /** Those that a person may leave out. */
  readonly optional?: readonly Scope[];
  /** Mailbox of those who look after it, the first of its file, which the register publishes. */
  readonly contact?: string | undefined;
  /** Whether it is an API, which learns of the people whose tokens it receives. */
  readonly api: boolean;
  readonly host: string | undefined;
  /** How it treats data, and its terms, by its file. */
  readonly policyUri?: string | undefined;
  readonly tosUri?: string | undefined;
}

/** A client of the files, with the properties that decide which users it takes. */
export interface RegisteredClient extends ListedClient {
  readonly clientId: string;
  /** Its first page, by its file (RFC 7591, 2: `client_uri`). */
  readonly home: string | undefined;
  /** Whether it was written for ClaveÚnica, and knows people by their RUN alone. */
  readonly runOnly: boolean;
  /** The least identity with which it learns who a person is. */
  readonly minimum: Identidad;
}

/** The clients that are registered today. */
export interface Clients {
  find(clientId: string): Promise<NamedClient | undefined>;
}
