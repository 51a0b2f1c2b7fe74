import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { ExternalSigningKey, type JWKS } from 'oidc-provider';

type Key = JsonWebKey & { readonly kid: string; readonly alg: string; readonly use: 'sig' };

/**
 * Keys in the provider's form, in order: the first of an algorithm signs, all are published and verify. The provider
 * requires a private part in every JWK; a key without one is passed as a key that signs elsewhere, which never happens.
 */
export function libraryKeys(keys: readonly Key[]): JWKS {
  return { keys: keys.map((key) => (key.d ? { ...key } : publicKey(key))) } as JWKS;
}

function publicKey({ kid, alg, ...key }: Key): ExternalSigningKey {
  const known = createPublicKey({ key, format: 'jwk' });
  return Object.assign(new ExternalSigningKey(), { kid, alg, keyObject: () => known });
}
