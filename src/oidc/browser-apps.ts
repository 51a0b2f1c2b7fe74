import type { Client } from 'oidc-provider';

/** Whether a page may call us (CORS): one of a public client, at an origin of its redirect addresses, and nobody else's. */
export function isItsOwnPage(_ctx: unknown, origin: string, client: Client): boolean {
  if (client.tokenEndpointAuthMethod !== 'none') return false;
  return (client.redirectUris ?? []).some((address) => URL.canParse(address) && new URL(address).origin === origin);
}
