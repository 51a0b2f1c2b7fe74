import type { Client } from 'oidc-provider';

/** A public client may call us from the pages of its own redirect addresses (CORS); nobody else's page may. */
export function ofItsPages(_ctx: unknown, origin: string, client: Client): boolean {
  if (client.tokenEndpointAuthMethod !== 'none') return false;
  return (client.redirectUris ?? []).some((address) => URL.canParse(address) && new URL(address).origin === origin);
}
