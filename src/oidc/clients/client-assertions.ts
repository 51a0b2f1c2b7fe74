import { type Client, errors, type KoaContextWithOIDC } from 'oidc-provider';
import { ownFields } from './own-client-fields.ts';
import { fapiAlgorithms } from './secrets.ts';

/**
 * What is asked of an assertion (RFC 7523) beside what the library asks of each. FAPI 2.0 Security Profile: its audience is
 * the issuer, as one string (5.3.2.1), and it is signed by ES256 or PS256 (5.4.1); a client behind `jwks_uri`, or with keys of
 * both kinds, may use either. Throws `invalid_client`.
 */
export async function assertClientAssertion(
  { oidc }: KoaContextWithOIDC,
  claims: Readonly<Record<string, unknown>>,
  header: Readonly<Record<string, unknown>>,
  client: Client,
): Promise<void> {
  if (!ownFields(client).fapi2) return;
  if (claims.aud !== oidc.issuer)
    throw new errors.InvalidClientAuth('audience (aud) must equal the issuer identifier url');
  const isAllowed = fapiAlgorithms.some((alg) => alg === header.alg);
  if (!isAllowed) throw new errors.InvalidClientAuth('a fapi2 client signs by ES256 or PS256');
}
