import type { KoaContextWithOIDC } from 'oidc-provider';
import { ownFields } from './clients/metadata.ts';

/**
 * Whether the person is asked though everything was agreed to before: any app on the device may take an address of its own
 * scheme or on loopback, and would be answered in this one's name (RFC 8252, 8.6). An https address belongs to whoever
 * holds the domain, and a device's sign-in has no address and a page of its own. SENCE's own apps ask nobody (rules, Consent).
 */
export function mayBeAnotherApp({ oidc }: KoaContextWithOIDC): boolean {
  const { client, params, result } = oidc;
  const address = params?.redirect_uri;
  if (client?.applicationType !== 'native' || ownFields(client).first_party || result?.consent) return false;
  return typeof address === 'string' && !address.startsWith('https:');
}
