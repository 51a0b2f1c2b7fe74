import type { Scope } from '../domain/claims.ts';
import type { InternalClient } from '../domain/internal-clients.ts';
import type { SignedIn } from './own-sessions.ts';

/** What a wing knows of a sign-in that it began, when the browser comes back from the provider. */
export interface OwnCode {
  readonly code: string;
  readonly nonce: string;
  /** Verifier of PKCE (RFC 7636). */
  readonly verifier: string;
}

/** The provider as the wings of the house ask it: inside the process, never over the network. */
export interface OwnSignIn {
  /** Where a browser goes to sign in at a wing. */
  address(wing: InternalClient, request: Readonly<Record<string, string>>): string;
  /** Where a browser goes to sign out of everything. */
  exit(wing: InternalClient): string;
  /** Redeems a code, once; undefined when it is not the wing's, expired, used, or of another sign-in. */
  redeem(wing: InternalClient, asked: OwnCode): Promise<SignedIn | undefined>;
}

/** A platform as a person knows it. */
export interface NamedClient {
  readonly clientId: string;
  readonly name: string;
  readonly host: string | undefined;
  /** Whether it is SENCE's own, which asks for no consent. */
  readonly firstParty: boolean;
  /** Its first page, as its file tells it. */
  readonly home?: string | undefined;
  /** How it treats data, and its terms, as its file tells them. */
  readonly policyUri?: string | undefined;
  readonly tosUri?: string | undefined;
  /** Whether it takes notices of ended sessions. */
  readonly hearsLogouts?: boolean;
}

/** A platform as the policy on privacy lists it. */
export interface ListedClient {
  readonly name: string;
  /** Legal basis and purpose, as its file tells them. */
  readonly purpose: string;
  readonly firstParty: boolean;
  readonly scopes: readonly Scope[];
  /** Whether it is an API, which hears of the people whose tokens it is shown. */
  readonly api: boolean;
  readonly host: string | undefined;
  /** How it treats data, and its terms, as its file tells them. */
  readonly policyUri?: string | undefined;
  readonly tosUri?: string | undefined;
}

/** A platform of the files, with what tells whom it serves. */
export interface RegisteredClient extends ListedClient {
  readonly clientId: string;
  /** Its first page, as its file tells it (RFC 7591, 2: `client_uri`). */
  readonly home: string | undefined;
  /** Whether it was written for ClaveÚnica, and knows people by their RUN alone. */
  readonly runOnly: boolean;
  /** Whether it takes an identity that is only declared. */
  readonly takesDeclared: boolean;
}

/** The platforms that the house serves today. */
export interface Clients {
  find(clientId: string): Promise<NamedClient | undefined>;
}
