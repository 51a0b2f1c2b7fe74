import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { ExternalSigningKey, type JWKS } from 'oidc-provider';

type Key = JsonWebKey & { readonly kid: string; readonly alg: string; readonly use: 'sig' };

/**
 * Keys as the provider takes them, in order: the first of an algorithm signs, all are published and verify. It wants a
 * private part in every JWK; one without goes as a key that signs elsewhere, which is nowhere.
 */
export function libraryKeys(keys: readonly Key[]): JWKS {
  return { keys: keys.map((key) => (key.d ? { ...key } : publicKey(key))) } as JWKS;
}

function publicKey({ kid, alg, ...key }: Key): ExternalSigningKey {
  const known = createPublicKey({ key, format: 'jwk' });
  return Object.assign(new ExternalSigningKey(), { kid, alg, keyObject: () => known });
}
