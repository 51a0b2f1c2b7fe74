import type { ClientMistake, Signed } from '../../ports/client-mistakes.ts';
import type { Contradiction } from './profiles.ts';
import type { ClientFile } from './schema.ts';
import {
  type ClientAlgorithm,
  clientAlgorithms,
  fapiAlgorithms,
  type Jwk,
  type ReadKey,
  readKey,
  UnusableKey,
} from './secrets.ts';

/**
 * Keys of a file (`jwks`): only public keys, each one readable and large enough, no two of a kind with the same `kid`;
 * one of them must be a key by which the client can sign what it has to. A client that could never authenticate is
 * reported when its file is read. The document at `jwks_uri` is read when it is used, and cannot be judged here.
 */
export function* wrongKeys(client: ClientFile): Generator<Contradiction> {
  const keys = client.jwks?.keys ?? [];
  const broken = [...brokenKeys(keys)];
  yield* broken;
  yield* duplicates(keys);
  if (broken.length > 0) return;
  for (const need of needs(client)) yield* unmet(client, need);
}

/** What the client signs, the field that says so, and the algorithms that it may use. */
interface Need {
  readonly field: 'token_endpoint_auth_signing_alg' | 'request_object_signing_alg';
  readonly algorithms: readonly ClientAlgorithm[];
  readonly signed: Signed;
}

function* needs(client: ClientFile): Generator<Need> {
  const all: readonly ClientAlgorithm[] = client.fapi2 ? fapiAlgorithms : clientAlgorithms;
  const { token_endpoint_auth_signing_alg: proof, request_object_signing_alg: request } = client;
  // The profile reports an algorithm that it excludes (profiles.ts).
  const among = (named: ClientAlgorithm | undefined) => all.filter((alg) => named === undefined || named === alg);
  if (client.token_endpoint_auth_method === 'private_key_jwt')
    yield { field: 'token_endpoint_auth_signing_alg', algorithms: among(proof), signed: 'private_key_jwt' };
  if (request || client.require_signed_request_object)
    yield { field: 'request_object_signing_alg', algorithms: among(request), signed: 'request' };
}

function* unmet(client: ClientFile, { field, algorithms, signed }: Need): Generator<Contradiction> {
  const keys = client.jwks?.keys ?? [];
  if (keys.length === 0 && !client.jwks_uri) yield [['jwks'], { code: 'keys-missing', signed }];
  if (keys.length === 0 || algorithms.length === 0) return;
  const read = keys.map(readKey);
  if (read.some((key) => serves(key, algorithms))) return;
  const reasons = read.map(({ why }) => why);
  yield [[client[field] ? field : 'jwks'], { code: 'keys-unfit', signed, algorithms, reasons }];
}

const serves = (key: ReadKey, algorithms: readonly ClientAlgorithm[]): boolean =>
  key.algorithms.some((one) => algorithms.includes(one));

/** A symmetric or private key would be a secret in a file; a key that is too small proves nothing. */
function* brokenKeys(keys: readonly Jwk[]): Generator<Contradiction> {
  for (const [place, key] of keys.entries()) {
    const mistake: ClientMistake | undefined = isSecret(key) ? { code: 'key-private' } : mistakeOf(key);
    if (mistake !== undefined) yield [['jwks', 'keys', place], mistake];
  }
}

const isSecret = ({ kty, d, k }: Jwk): boolean => kty === 'oct' || d !== undefined || k !== undefined;

function mistakeOf(key: Jwk): ClientMistake | undefined {
  try {
    readKey(key);
    return undefined;
  } catch (error) {
    if (error instanceof UnusableKey) return error.mistake;
    throw error;
  }
}

/** Two keys of one kind with the same `kid` cannot be distinguished (RFC 7517, 4.5). */
function* duplicates(keys: readonly Jwk[]): Generator<Contradiction> {
  for (const [place, { kty, kid }] of keys.entries())
    if (kid !== undefined && keys.slice(0, place).some((one) => one.kid === kid && one.kty === kty))
      yield [['jwks', 'keys', place, 'kid'], { code: 'kid-twice', kid: JSON.stringify(kid) }];
}
