import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';

/** The key pair of a client: the private part signs, `jwks` goes into its file. */
export async function ownKeyPair(alg: 'ES256' | 'RS256' | 'PS256' = 'ES256') {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  return { key: privateKey, kid, alg, jwks: { keys: [{ ...jwk, kid, alg, use: 'sig' }] } };
}
