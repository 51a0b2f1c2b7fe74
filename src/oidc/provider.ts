import { type Adapter, type ClientMetadata, type Configuration, errors, type JWKS, Provider } from 'oidc-provider';
import { claims } from '../domain/claims.ts';
import type { World } from '../ports/world.ts';
import { alwaysPairwise } from './always-pairwise.ts';
import { ofItsPages } from './browser-apps.ts';
import { accountFinder } from './claims.ts';
import { acceptFormerSecrets, FORMER_SECRET } from './client-secrets.ts';
import { ClientFileError } from './clients.ts';
import { assertLoginHint } from './expected-person.ts';
import { features } from './features.ts';
import { loadExistingGrant } from './grants.ts';
import { ttl } from './lifetimes.ts';
import { mendAnswers } from './mend-answers.ts';
import { markUse } from './note-use.ts';
import { ownClientFields, ownFields } from './own-client-fields.ts';
import type { ProviderPages } from './provider-pages.ts';
import { REGISTERED_WITH, type RegistrationNeeds, watchRegistrations } from './registration.ts';
import { sessionCookie } from './session-cookie.ts';
import { tellSessionIds } from './session-ids.ts';
import { signInPolicy } from './sign-in-policy.ts';
import { pairwiseBy, pairwiseSubjects } from './subject.ts';
import { leaveUnsavedSessions } from './unsaved-sessions.ts';

export interface ProviderNeeds {
  readonly world: World;
  readonly clients: readonly ClientMetadata[];
  readonly jwks: JWKS;
  readonly cookieKeys: readonly string[];
  readonly subjectSalt: string;
  readonly dpopNonceSecret: Buffer;
  readonly adapter: (model: string) => Adapter;
  /** Every call out goes through this one. */
  readonly fetch: typeof fetch;
  readonly pages: ProviderPages;
  /** Only a sandbox lets platforms register by themselves. */
  readonly registration: RegistrationNeeds | undefined;
}

/** Where the provider answers; the rest of the addresses are the house's pages. */
export const routes = {
  authorization: '/oidc/authorize',
  code_verification: '/dispositivo',
  device_authorization: '/oidc/device',
  end_session: '/oidc/logout',
  introspection: '/oidc/introspect',
  jwks: '/oidc/jwks',
  pushed_authorization_request: '/oidc/par',
  registration: '/oidc/register',
  revocation: '/oidc/revoke',
  token: '/oidc/token',
  userinfo: '/oidc/userinfo',
} as const;

/** Where a client shows its credentials or a token. */
export const tokenPaths = {
  token: routes.token,
  registration: routes.registration,
  others: [
    routes.userinfo,
    routes.introspection,
    routes.revocation,
    routes.pushed_authorization_request,
    routes.device_authorization,
  ],
} as const;

const signing = ['ES256', 'RS256'] as const;

/** Builds the provider and finds every client once: what the library refuses of a file is told before anybody uses it. */
export async function createProvider(needs: ProviderNeeds): Promise<Provider> {
  const provider = new Provider(needs.world.issuer, configuration(needs));
  alwaysPairwise(provider);
  leaveUnsavedSessions(provider);
  provider.use(mendAnswers);
  provider.on('authorization.accepted', markUse);
  acceptFormerSecrets(provider);
  tellSessionIds(provider);
  if (needs.registration) watchRegistrations(provider, routes.registration, needs.registration);
  for (const { client_id } of needs.clients) await provider.Client.find(client_id).catch(refusedOf(client_id));
  return provider;
}

const refusedOf = (clientId: string) => (error: unknown) => {
  if (!(error instanceof errors.OIDCProviderError)) throw error;
  throw new ClientFileError([`${clientId}: ${error.error_description ?? error.message}`]);
};

function configuration(needs: ProviderNeeds): Configuration {
  const { world, pages } = needs;
  const pairwise = pairwiseBy(needs.subjectSalt);
  const subjectOf = pairwiseSubjects(world, pairwise);
  const https = world.issuer.startsWith('https:');
  return {
    acrValues: ['urn:sence:clave', 'urn:sence:clave:2fa'],
    adapter: needs.adapter,
    // OpenID Connect Core 3.1.2.1: redirect_uri is required, also of a platform that has only one.
    allowOmittingSingleRegisteredRedirectUri: false,
    claims: { ...claims, name: ['name'] } as unknown as NonNullable<Configuration['claims']>,
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
    clientBasedCORS: ofItsPages,
    clientDefaults: {
      // A platform that hears only whose session ended would end those of other browsers too.
      backchannel_logout_session_required: true,
      id_token_signed_response_alg: 'ES256',
      require_auth_time: true,
      subject_type: 'pairwise',
    },
    clients: [...needs.clients],
    clockTolerance: 10,
    // The account decides which of its claims go into the ID token (claims_in_id_token).
    conformIdTokenClaims: false,
    cookies: cookies(needs.cookieKeys, https),
    discovery: {
      service_documentation: `${world.issuer}/desarrolladores`,
      op_policy_uri: `${world.issuer}/privacidad`,
      ui_locales_supported: ['es-CL'],
    },
    // OpenID Connect Core 3.1.2.1; the library allows it only where the session's cookie is SameSite=None.
    enableHttpPostMethods: https,
    enabledJWA: {
      clientAuthSigningAlgValues: ['ES256', 'RS256', 'PS256'],
      idTokenSigningAlgValues: [...signing],
      userinfoSigningAlgValues: [...signing],
      introspectionSigningAlgValues: [...signing],
      requestObjectSigningAlgValues: [...signing, 'PS256'],
    } as NonNullable<Configuration['enabledJWA']>,
    expiresWithSession: async (_ctx, source) => !source.scopes.has('offline_access'),
    // A parameter of the standard; listing it here is the library's way to have its value looked at.
    extraParams: { login_hint: assertLoginHint } as NonNullable<Configuration['extraParams']>,
    extraClientMetadata: { properties: [...ownClientFields, FORMER_SECRET, REGISTERED_WITH] },
    features: features(needs, subjectOf),
    fetch: needs.fetch as NonNullable<Configuration['fetch']>,
    findAccount: accountFinder(world, pairwise),
    interactions: { policy: signInPolicy(subjectOf), url: (_ctx, interaction) => `/ingresar/${interaction.uid}` },
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    jwks: needs.jwks,
    loadExistingGrant,
    pairwiseIdentifier: subjectOf,
    pkce: { required: (_ctx, client) => ownFields(client).require_pkce !== false },
    renderError: pages.error,
    responseTypes: ['code'],
    // FAPI 2.0, 5.3.2.1: tokens that are bound to a key are not rotated; all others are (RFC 9700, 2.2.2).
    rotateRefreshToken: ({ oidc }) => !(oidc.client && ownFields(oidc.client).fapi2),
    routes,
    scopes: ['openid', 'offline_access'],
    // A client's sector is a field of its file: there is no document of the sector to fetch.
    sectorIdentifierUriValidate: () => false,
    // The second is only a word that the library asks of devices: every client is pairwise (always-pairwise.ts).
    subjectTypes: ['pairwise', 'public'],
    ttl,
  };
}

function cookies(keys: readonly string[], https: boolean): NonNullable<Configuration['cookies']> {
  const prefix = https ? '__Host-' : '';
  return {
    keys: [...keys],
    names: { session: `${prefix}clave_sesion`, interaction: 'clave_ingreso', resume: 'clave_retorno' },
    long: sessionCookie(https),
    short: { httpOnly: true, sameSite: 'lax', secure: https, signed: true },
  } as NonNullable<Configuration['cookies']>;
}
