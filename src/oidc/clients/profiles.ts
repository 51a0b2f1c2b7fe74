import type { Client } from 'oidc-provider';
import type { Account } from '../../domain/account.ts';
import { scopesOf } from '../../domain/claims.ts';
import type { ClientMistake } from '../../ports/client-mistakes.ts';
import type { ClientFile } from './schema.ts';

/** A field of a client, and what is wrong with it given the others; `Mistake` is what a rule reports. */
export type Contradiction<Mistake = ClientMistake> = readonly [path: (string | number)[], mistake: Mistake];

/** FAPI 2.0 Security Profile, 5.3.2 and 5.3.3: PAR, sender-constrained tokens, asymmetric client authentication. */
export function* againstFapi(client: ClientFile): Generator<Contradiction> {
  if (client.token_endpoint_auth_method !== 'private_key_jwt')
    yield [['token_endpoint_auth_method'], { code: 'fapi-method' }];
  if (client.require_pkce !== true) yield [['require_pkce'], { code: 'fapi-pkce' }];
  if (client.require_pushed_authorization_requests === false)
    yield [['require_pushed_authorization_requests'], { code: 'fapi-pushed' }];
  if (client.dpop_bound_access_tokens === false) yield [['dpop_bound_access_tokens'], { code: 'fapi-dpop' }];
  for (const field of ['id_token_signed_response_alg', 'userinfo_signed_response_alg'] as const)
    if (client[field] === 'RS256') yield [[field], { code: 'fapi-takes' }];
  for (const field of ['token_endpoint_auth_signing_alg', 'request_object_signing_alg'] as const)
    if (client[field] === 'RS256') yield [[field], { code: 'fapi-signs' }];
}

/** A system written for ClaveÚnica sends a secret in the form and no PKCE, and reads RS256 (docs/clients.md). */
export function* againstClaveUnica(client: ClientFile): Generator<Contradiction> {
  const scopes = client.scope.split(' ').sort().join(' ');
  if (scopes !== [...CLAVE_UNICA_SCOPES].sort().join(' '))
    yield [['scope'], { code: 'clave-unica-scope', scopes: CLAVE_UNICA_SCOPES }];
  if (client.token_endpoint_auth_method !== 'client_secret_post')
    yield [['token_endpoint_auth_method'], { code: 'clave-unica-method' }];
  if (client.require_pkce !== false) yield [['require_pkce'], { code: 'clave-unica-pkce' }];
  if (client.id_token_signed_response_alg !== 'RS256')
    yield [['id_token_signed_response_alg'], { code: 'clave-unica-alg' }];
  if (client.minimum_identity !== 'documento') yield [['minimum_identity'], { code: 'clave-unica-declared' }];
  if (client.userinfo_signed_response_alg) yield [['userinfo_signed_response_alg'], { code: 'clave-unica-userinfo' }];
}

/** The scopes of such a client: these three, always. */
export const CLAVE_UNICA_SCOPES = ['openid', 'run', 'name'] as const;

/** Whether a client was written for ClaveÚnica. */
export function isClaveUnica(client: Client | undefined): boolean {
  return client?.claims_profile === 'claveunica';
}

/** The scope that opens a claim to such a client: `name` has its own, and `run` opens RolUnico alone. */
export function claveUnicaScopeOf(claim: string): string | undefined {
  if (claim === 'name') return 'name';
  if (claim === 'RolUnico') return 'run';
  return scopesOf(claim).includes('openid') ? 'openid' : undefined;
}

/** The name in ClaveÚnica's form: given names one by one, and each surname whole, including "Del Río". */
export function claveUnicaName({ personal: { name } }: Pick<Account, 'personal'>) {
  if (!name) return { nombres: [], apellidos: [] };
  return { nombres: name.given?.split(/\s+/) ?? [], apellidos: [name.paternal, name.maternal].filter(Boolean) };
}
