import type { Client } from 'oidc-provider';

/**
 * Whether a page may call us (CORS): one of a public client, at an origin of its redirect addresses, and nobody else's.
 * "null" is the origin of an app's own address, and of every page in a sandboxed frame.
 */
export function isItsOwnPage(_ctx: unknown, origin: string, client: Client): boolean {
  if (client.tokenEndpointAuthMethod !== 'none' || origin === 'null') return false;
  return (client.redirectUris ?? []).some((address) => URL.canParse(address) && new URL(address).origin === origin);
}
