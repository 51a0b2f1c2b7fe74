import type { Client } from 'oidc-provider';

/**
 * A public client may call us from the pages of its own redirect addresses (CORS); nobody else's page may. "null" is the
 * origin of an app's own address, and of every page in a sandboxed frame.
 */
export function ofItsPages(_ctx: unknown, origin: string, client: Client): boolean {
  if (client.tokenEndpointAuthMethod !== 'none' || origin === 'null') return false;
  return (client.redirectUris ?? []).some((address) => URL.canParse(address) && new URL(address).origin === origin);
}
