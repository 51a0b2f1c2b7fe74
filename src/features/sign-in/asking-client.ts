import type { Client } from 'oidc-provider';
import { isInternalClient } from '../../domain/internal-clients.ts';
import type { Catalogue } from '../../locales/locale.ts';

/** The client that asks for a sign-in, as its pages name it. */
export interface AskingClient {
  readonly name: string;
  /** Where its answer is sent, such as "portal.example"; empty where a device waits for it. */
  readonly host: string;
  readonly initials: string;
  /** Address of its logo, a picture of ours; undefined for one without. */
  readonly logo?: string | undefined;
  /** It was written for ClaveÚnica, and knows users by their RUN. */
  readonly onlyRun: boolean;
  /** The name of the way back. */
  readonly back: string;
  /** A page where the user continues once the sign-in is over; undefined for an application and a device. */
  readonly home?: string | undefined;
}

/** Reads it from the client that asks and the address to which its answer is sent. */
export function askingClientOf(texts: Catalogue, client: Client, redirectUri: string): AskingClient {
  const name = client.clientName ?? client.clientId;
  return {
    name,
    host: URL.canParse(redirectUri) ? new URL(redirectUri).host : '',
    initials: initialsOf(name),
    logo: typeof client.logo === 'string' ? client.logo : undefined,
    onlyRun: client.claims_profile === 'claveunica',
    back: wayBackTo(texts, client, redirectUri),
    home: homeOf(client, redirectUri),
  };
}

/** The product's own client is no client to go back to, and a device waits elsewhere. */
function wayBackTo({ pages }: Catalogue, { clientId }: Client, redirectUri: string): string {
  const { backHome, stopDevice, backToClient } = pages.signIn;
  if (isInternalClient(clientId)) return backHome;
  return redirectUri === '' ? stopDevice : backToClient;
}

/** The first page from its file, or else that of the site to which the answer is sent. */
function homeOf({ clientId, clientUri, applicationType }: Client, redirectUri: string): string | undefined {
  if (isInternalClient(clientId)) return `/${clientId}`;
  if (clientUri || applicationType === 'native' || !URL.canParse(redirectUri)) return clientUri;
  const { protocol, origin } = new URL(redirectUri);
  return protocol === 'https:' || protocol === 'http:' ? `${origin}/` : undefined;
}

/**
 * Where a user begins again at a client: its own address for that (OpenID Connect Core 1.0, 4: `initiate_login_uri`
 * with `iss`), else its first page, else the site of its redirect address. All of them are registered; none comes from
 * a request.
 */
export function startOf(
  client: Client,
  issuer: string,
  redirectUri = client.redirectUris?.[0] ?? '',
): string | undefined {
  const { initiateLoginUri } = client;
  if (!initiateLoginUri) return homeOf(client, redirectUri);
  const address = new URL(initiateLoginUri);
  address.searchParams.set('iss', issuer);
  return address.href;
}

/** Two letters for the badge of a client. */
export const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0))
    .join('');
