import { type Client, type ClientMetadata, type Configuration, errors, type KoaContextWithOIDC } from 'oidc-provider';
import { machineFields } from '../clients/machine-fields.ts';
import { assertClientAssertion, ownClientFields, ownFields } from '../clients/metadata.ts';
import { portalFields } from '../clients/portal-fields.ts';
import { FORMER_SECRET } from '../clients/secrets.ts';
import { assertNamesKey } from '../machine-access.ts';
import { REGISTERED_WITH } from './registration.ts';

/** The library's settings about clients: which exist, how they authenticate, and the defaults of their files. */
export function clientSettings(clients: readonly ClientMetadata[], now: () => Date): Configuration {
  return {
    assertJwtClientAuthClaimsAndHeader: async (ctx, claims, header, client) => {
      assertNamesKey(ctx, header, client, now());
      await assertClientAssertion(ctx, claims, header, client);
    },
    clients: [...clients],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
    clientBasedCORS: isItsOwnPage,
    clientDefaults: {
      // A client notified without a `sid` would end its sessions in other browsers too.
      backchannel_logout_session_required: true,
      id_token_signed_response_alg: 'ES256',
      require_auth_time: true,
      subject_type: 'pairwise',
    },
    extraClientMetadata: {
      properties: [...ownClientFields, ...portalFields, ...machineFields, FORMER_SECRET, REGISTERED_WITH],
    },
    pkce: { required: requiresPkce },
    // A client's sector is a field of its file: there is no sector document to fetch.
    sectorIdentifierUriValidate: () => false,
    // The second is only a value that the library requires of devices: every client is pairwise
    // (patches/always-pairwise.ts).
    subjectTypes: ['pairwise', 'public'],
  };
}

/**
 * Whether a request without `code_challenge` is refused for it. By `require_pkce` of the client: `true` always, `false`
 * never, and `"or_nonce"` if it has no `nonce` either, by which a confidential client detects a code that is not its
 * own (RFC 9700, 2.1.1); then it throws `invalid_request`, which names both.
 */
function requiresPkce({ oidc }: KoaContextWithOIDC, client: Client): boolean {
  const { require_pkce: rule } = ownFields(client);
  if (rule !== 'or_nonce') return rule !== false;
  if (!oidc.params?.nonce)
    throw new errors.InvalidRequest('this client sends PKCE (code_challenge with S256) or a nonce, and sent neither');
  return false;
}

/**
 * Whether a page may call us (CORS): only one of a public client, at an origin of its redirect addresses. "null" is the
 * origin of an app's own address, and of every page in a sandboxed frame.
 */
export function isItsOwnPage(_ctx: unknown, origin: string, client: Client): boolean {
  if (client.tokenEndpointAuthMethod !== 'none' || origin === 'null') return false;
  return (client.redirectUris ?? []).some((address) => URL.canParse(address) && new URL(address).origin === origin);
}
