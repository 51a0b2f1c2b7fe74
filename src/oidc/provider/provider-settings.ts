import type { Adapter, ClientMetadata, Configuration, JWKS } from 'oidc-provider';
import { reachableAcrValues } from '../../domain/acr-values.ts';
import { claims } from '../../domain/claims.ts';
import type { Deps } from '../../ports/deps.ts';
import { sessionCookie } from '../browser-session.ts';
import { accountFinder } from '../claims.ts';
import { loginHintReader, type NoteIgnored } from '../expected-person.ts';
import type { GrantMark } from '../grant-mark.ts';
import { existingGrant } from '../grants.ts';
import { machineClaims } from '../machine-access.ts';
import { pairwiseBy, pairwiseSubjects } from '../subject.ts';
import type { NoteLeftOut } from './claims-parameter.ts';
import { clientSettings } from './client-settings.ts';
import { features } from './features.ts';
import type { ProviderPages } from './provider-pages.ts';
import type { RegistrationNeeds } from './registration.ts';
import { signInPolicy } from './sign-in-policy.ts';
import { tokenSettings } from './token-settings.ts';

/** What the provider is built from. */
export interface ProviderNeeds {
  readonly deps: Deps;
  readonly clients: readonly ClientMetadata[];
  readonly jwks: JWKS;
  readonly cookieKeys: readonly string[];
  readonly subjectSalt: string;
  readonly grants: GrantMark;
  readonly dpopNonceSecret: Buffer;
  readonly adapter: (model: string) => Adapter;
  /** Every outgoing call goes through this one. */
  readonly fetch: typeof fetch;
  readonly pages: ProviderPages;
  /** Only a sandbox lets clients register by themselves. */
  readonly registration: RegistrationNeeds | undefined;
  /** Whether the adapter finds clients by their metadata document. */
  readonly takesDocuments: boolean;
  readonly noteLeftOut: NoteLeftOut;
  readonly noteIgnored: NoteIgnored;
}

/** The library's settings: requests here; clients and tokens have files of their own. */
export function providerSettings(needs: ProviderNeeds): Configuration {
  const { deps, pages, cookieKeys } = needs;
  const https = deps.issuer.startsWith('https:');
  return {
    ...clientSettings(needs.clients, deps.now),
    ...tokenSettings(needs.jwks, needs.grants),
    ...people(needs),
    acrValues: [...reachableAcrValues()],
    adapter: needs.adapter,
    // OpenID Connect Core 3.1.2.1: redirect_uri is required, also of a client that has only one.
    allowOmittingSingleRegisteredRedirectUri: false,
    cookies: cookies(cookieKeys, https),
    discovery: discovery(needs),
    // OpenID Connect Core 3.1.2.1; the library allows it only if the session's cookie is SameSite=None.
    enableHttpPostMethods: https,
    // A parameter of the standard; the library validates only the parameters listed here.
    extraParams: { login_hint: loginHintReader(needs.noteIgnored) } as NonNullable<Configuration['extraParams']>,
    extraTokenClaims: machineClaims(deps) as unknown as NonNullable<Configuration['extraTokenClaims']>,
    fetch: needs.fetch as NonNullable<Configuration['fetch']>,
    renderError: pages.error,
    responseTypes: ['code'],
    scopes: ['openid', 'offline_access'],
  };
}

/** The signed-in user, the claims about that user, and what may interrupt a sign-in. */
function people(needs: ProviderNeeds): Configuration {
  const pairwise = pairwiseBy(needs.subjectSalt);
  const subjectOf = pairwiseSubjects(needs.deps, pairwise);
  return {
    // Clients written for ClaveÚnica request the name by a scope of its own.
    claims: { ...claims, name: ['name'] } as unknown as NonNullable<Configuration['claims']>,
    features: features(needs, subjectOf),
    findAccount: accountFinder(needs.deps, pairwise),
    interactions: {
      policy: signInPolicy(needs.deps, subjectOf),
      url: (_ctx, interaction) => `/ingresar/${interaction.uid}`,
    },
    loadExistingGrant: existingGrant(needs.deps),
    pairwiseIdentifier: subjectOf,
  };
}

const discovery = ({ deps: { issuer }, takesDocuments }: ProviderNeeds): NonNullable<Configuration['discovery']> => ({
  // Found by the adapter (clients/documents.ts): the library's own feature keeps documents by process, and for no
  // sign-in (draft-ietf-oauth-client-id-metadata-document-02, 6).
  ...(takesDocuments ? { client_id_metadata_document_supported: true } : {}),
  service_documentation: `${issuer}/desarrolladores`,
  op_policy_uri: `${issuer}/privacidad`,
  ui_locales_supported: ['es-CL'],
  // Initiating User Registration via OpenID Connect 1.0, 4.
  prompt_values_supported: ['none', 'login', 'consent', 'select_account', 'create'],
});

function cookies(keys: readonly string[], https: boolean): NonNullable<Configuration['cookies']> {
  const prefix = https ? '__Host-' : '';
  return {
    keys: [...keys],
    names: { session: `${prefix}clave_sesion`, interaction: 'clave_ingreso', resume: 'clave_retorno' },
    long: sessionCookie(https),
    short: { httpOnly: true, sameSite: 'lax', secure: https, signed: true },
  } as NonNullable<Configuration['cookies']>;
}
