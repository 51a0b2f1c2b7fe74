import { importJWK, type JWK } from 'jose';
import type { ClientAuth } from 'openid-client';

/** How this service proves at the agency's provider that it is its client: by a shared secret, or by a private key. */
export type StaffClientProof = { readonly secret: string } | { readonly key: string };

/**
 * `client_secret_basic`, or `private_key_jwt` by a key as JWK: ES256 for a key of P-256 and RS256 for RSA, where the key
 * names no other `alg`.
 */
export async function clientAuthOf(proof: StaffClientProof): Promise<ClientAuth> {
  const { ClientSecretBasic, PrivateKeyJwt } = await import('openid-client');
  if ('secret' in proof) return ClientSecretBasic(proof.secret);
  const jwk = JSON.parse(proof.key) as JWK;
  const key = await importJWK(jwk, jwk.alg ?? (jwk.kty === 'EC' ? 'ES256' : 'RS256'));
  if (key instanceof Uint8Array) throw new Error('the key of the client is no private key');
  return PrivateKeyJwt(jwk.kid ? { key, kid: jwk.kid } : key);
}
