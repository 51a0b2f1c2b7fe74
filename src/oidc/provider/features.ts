import type { Client, ClientMetadata, Configuration, KoaContextWithOIDC } from 'oidc-provider';
import type { Deps } from '../../ports/deps.ts';
import { knownScopes } from '../asked-scopes.ts';
import { organisationApis } from '../clients/machine.ts';
import { ownFields } from '../clients/metadata.ts';
import { type TokenStands, tokenStands } from '../portal-standing.ts';
import { defaultResource, isMeantFor, resourceServerFinder } from '../resource-servers.ts';
import type { SubjectOf } from '../subject.ts';
import { claimsParameterReader, type NoteLeftOut } from './claims-parameter.ts';
import { deviceFlow } from './device-flow.ts';
import { askUnlessProved } from './logout-asked.ts';
import type { ProviderPages } from './provider-pages.ts';
import { type RegistrationNeeds, registrationFeatures } from './registration.ts';

interface FeatureNeeds {
  readonly deps: Deps;
  readonly pages: ProviderPages;
  readonly clients: readonly ClientMetadata[];
  /** 32 bytes, the same on every instance (RFC 9449, 8). */
  readonly dpopNonceSecret: Buffer;
  readonly registration: RegistrationNeeds | undefined;
  readonly noteLeftOut: NoteLeftOut;
}

/** Which parts of the protocol are open, and what each requires of the server. */
export function features(
  { deps, pages, clients, dpopNonceSecret, registration, noteLeftOut }: FeatureNeeds,
  subjectOf: SubjectOf,
): NonNullable<Configuration['features']> {
  const known = knownScopes(clients);
  return {
    backchannelLogout: { enabled: true },
    claimsParameter: { enabled: true, assertClaimsParameter: claimsParameterReader(noteLeftOut) },
    clientCredentials: { enabled: true },
    deviceFlow: deviceFlow(pages.device, pages.error),
    devInteractions: { enabled: false },
    dPoP: { enabled: true, nonceSecret: dpopNonceSecret },
    // Keys that only verify have no private part (library-keys.ts).
    externalSigningSupport: { enabled: true, ack: 'experimental-01' },
    fapi: { enabled: true, profile: (_ctx: unknown, client?: Client) => client && ownFields(client).fapi2 && '2.0' },
    introspection: { enabled: true, allowedPolicy: mayIntrospect(tokenStands(deps, organisationApis(clients))) },
    jwtIntrospection: { enabled: true },
    jwtUserinfo: { enabled: true },
    pushedAuthorizationRequests: { enabled: true },
    ...registrationFeatures(registration, clients),
    requestObjects: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: defaultResource(known),
      getResourceServerInfo: resourceServerFinder(clients, known),
    },
    revocation: { enabled: true, allowedPolicy: isOwnToken },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: askUnlessProved(pages, subjectOf),
      postLogoutSuccessSource: pages.loggedOut,
    },
    userinfo: { enabled: true },
  } as NonNullable<Configuration['features']>;
}

interface Token {
  readonly accountId?: string | undefined;
  readonly clientId?: string | undefined;
  readonly aud?: string | readonly string[] | undefined;
  readonly scope?: string | undefined;
  readonly extra?: { readonly credencial?: unknown } | undefined;
}

const isOwnToken = async (_ctx: unknown, client: Client, token: Token): Promise<boolean> =>
  token.clientId === client.clientId;

/**
 * `active` only for the token's own client, or the API in its `aud` (rules, Introspection), while that client is
 * registered, its organisation stands and its purpose is the one agreed to. That of a machine also rests on its credential and the scopes that it has now.
 */
const mayIntrospect =
  (stands: TokenStands) =>
  async ({ oidc }: KoaContextWithOIDC, client: Client, token: Token): Promise<boolean> => {
    const own = token.clientId === client.clientId;
    if (!own && !isMeantFor(client, token.aud)) return false;
    const owner = await oidc.provider.Client.find(String(token.clientId));
    const { accountId: holder, aud, scope, extra } = token;
    return owner !== undefined && stands(owner, { credential: extra?.credencial, aud, scope, holder });
  };
