import { type Client, errors, type KoaContextWithOIDC } from 'oidc-provider';
import { ownFields } from './clients/metadata.ts';

/**
 * Whether a request that came without `code_challenge` is refused for it. By `require_pkce` of the client: `true` always,
 * `false` never, and `"or_nonce"` where it has no `nonce` either, by which a confidential client finds a code that is not its
 * own (RFC 9700, 2.1.1); then it throws `invalid_request`, which names both.
 */
export function requiresPkce({ oidc }: KoaContextWithOIDC, client: Client): boolean {
  const { require_pkce: rule } = ownFields(client);
  if (rule !== 'or_nonce') return rule !== false;
  if (!oidc.params?.nonce)
    throw new errors.InvalidRequest('this client sends PKCE (code_challenge with S256) or a nonce, and sent neither');
  return false;
}
