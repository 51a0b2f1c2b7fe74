import { isDeepStrictEqual } from 'node:util';
import { type ClientMetadata, errors } from 'oidc-provider';
import { fieldsNotPublic } from './fields.ts';
import { judgeClient } from './judge.ts';
import { toMetadata } from './metadata.ts';
import { wrongName } from './names.ts';
import { notServed } from './not-served.ts';
import { registrationWords } from './registration-words.ts';
import { type ClientFile, clientShape } from './schema.ts';

type Asked = Readonly<Record<string, unknown>>;

/** What the library itself puts into a registration (RFC 7591, 3.2.1). */
const given = ['client_id', 'client_id_issued_at', 'client_secret', 'client_secret_expires_at'] as const;

/** Our own fields that a client may choose for itself. */
const chosen = [
  'claims_in_id_token',
  'optional_scopes',
  'require_pkce',
  'pkce_exception',
  'fapi2',
  'refresh_grace',
] as const;

/** Fields that only a file of SENCE has. */
const ofFiles = ['client_secret_env', 'logo', 'resource_server', 'security_events', 'simulado'] as const;

/** Everything that a client may know of fictional people; a client that needs less requests less. */
const SCOPE = 'openid profile email phone address run empresa';

/** Our own fields as every self-service client has them: no other client shares its `sub`. */
const fixedFields = (id: string) => ({
  first_party: false,
  sector: id,
  legal_basis: 'Ambiente de pruebas: personas y datos ficticios',
  minimum_identity: 'documento',
  claims_profile: 'estandar',
  resources: [],
});

/** What belongs to SENCE: hosts that are never called for others, and the names by which users know its clients. */
export interface Reserved {
  readonly neverCalled: readonly string[];
  readonly namesTaken: readonly string[];
}

/**
 * The requested metadata, checked by the rules of the files; the default of its ID tokens is RS256 (OpenID Connect
 * Registration 1.0, 2). Throws `invalid_client_metadata` or `invalid_redirect_uri` with the field (RFC 7591, 3.2.2).
 */
export function sandboxClient(asked: Asked, { neverCalled, namesTaken }: Reserved): ClientMetadata {
  const own = fixedFields(String(asked.client_id));
  assertOwnFields(asked, own);
  const requested = pick(asked, [...standardNames, ...Object.keys(notServed), ...chosen]);
  const client = checked({ ...defaultsFor(asked), ...requested, ...pkceFor(asked), ...own });
  const [address] = fieldsNotPublic(client, neverCalled);
  if (address) refuse(address, 'must be an https address by a public name');
  const wrong = wrongName(client.client_name, namesTaken);
  if (wrong) refuse('client_name', wrong);
  const metadata = { ...toMetadata(client, undefined), ...pick(asked, given) };
  return { ...metadata, client_secret: client.client_secret, contacts: asked.contacts as string[] | undefined };
}

/** Stands for the id and the sector in the rules of the files, which know no addresses. */
const DOCUMENT = 'documento';

/** What a document registers: a person signs in, and stays signed in if it asks for that. */
const documentGrants = ['authorization_code', 'refresh_token'];

/**
 * The client of a metadata document at the address `id`, checked by the same rules. It chooses none of our fields; its
 * sector is its host, so that all documents of a host know a person by the same `sub` (OpenID Connect Core 8.1). It has
 * no secret (draft-ietf-oauth-client-id-metadata-document-02, 4.1): without a method it is a public client.
 */
export function documentClient(id: string, document: Asked, reserved: Reserved): ClientMetadata {
  for (const name of [...ownNames, 'client_secret', 'client_secret_expires_at'])
    if (Object.hasOwn(document, name)) refuse(name, 'is not for a metadata document');
  const { token_endpoint_auth_method: method = 'none', grant_types } = document;
  if (method !== 'none' && method !== 'private_key_jwt')
    refuse('token_endpoint_auth_method', 'must be "none" or "private_key_jwt"');
  if (Array.isArray(grant_types) && !grant_types.every((grant) => documentGrants.includes(grant)))
    refuse('grant_types', `must be of ${documentGrants.join(', ')}`);
  const asked = { ...document, client_id: DOCUMENT, token_endpoint_auth_method: method };
  return { ...sandboxClient(asked, reserved), client_id: id, sector: new URL(id).hostname };
}

/** Checked by the rules of a file; the first mistake is reported. */
function checked(fields: Asked): ClientFile {
  const { client, mistakes } = judgeClient(fields);
  const [first] = mistakes;
  if (!first) return client;
  const [field, mistake] = first;
  return refuse(field.join('.') || 'metadata', registrationWords(mistake));
}

const ownNames: readonly string[] = [...Object.keys(fixedFields('')), ...chosen, ...ofFiles];
const standardNames = Object.keys(clientShape.shape).filter(
  (name) => !ownNames.includes(name) && name !== 'client_secret',
);

/** A client may send back what it read of itself (RFC 7592, 2.2), and nothing else in these fields. */
function assertOwnFields(asked: Asked, own: Asked): void {
  for (const name of ofFiles) if (asked[name] !== undefined) refuse(name, 'is for platforms that SENCE registers');
  for (const [name, value] of Object.entries(own))
    if (asked[name] !== undefined && !isDeepStrictEqual(asked[name], value)) refuse(name, 'is set by the house');
}

/**
 * PKCE is required of public clients and of FAPI 2.0; of confidential ones PKCE or a nonce (RFC 9700, 2.1.1), also if
 * they say `require_pkce: false` and record no exception: many know no PKCE, and sign in unchanged.
 */
function pkceFor({ token_endpoint_auth_method: method, fapi2, require_pkce, pkce_exception }: Asked): Asked {
  const isOpen = require_pkce === undefined || (require_pkce === false && pkce_exception === undefined);
  return isOpen && method !== 'none' && fapi2 !== true ? { require_pkce: 'or_nonce' } : {};
}

function defaultsFor({ client_secret, token_endpoint_auth_method: method, grant_types }: Asked): Asked {
  const secret = method === undefined || String(method).startsWith('client_secret');
  const offline = Array.isArray(grant_types) && grant_types.includes('refresh_token');
  return {
    client_name: 'Plataforma de pruebas',
    contacts: ['nadie@pruebas.example'],
    id_token_signed_response_alg: 'RS256',
    scope: offline ? `${SCOPE} offline_access` : SCOPE,
    ...(secret ? { client_secret } : {}),
  };
}

const pick = (from: Asked, names: readonly string[]): Asked =>
  Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]])));

function refuse(field: string, message: string): never {
  throw new errors.InvalidClientMetadata(`${field}: ${message}`);
}
