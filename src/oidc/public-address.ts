import { isIP } from 'node:net';
import type { ClientFile } from './client-shape.ts';

/** Addresses of a platform that the house calls, or sends people to on its own. */
const called = ['jwks_uri', 'backchannel_logout_uri', 'initiate_login_uri', 'logo_uri'] as const;

/**
 * Those of them that are not https by a public name, or that EGRESS_ALLOW opens to the platforms of files. What a name
 * resolves to is checked at each call.
 */
export function fieldsNotPublic(client: Pick<ClientFile, (typeof called)[number]>, neverCalled: readonly string[]) {
  return called.filter((field) => client[field] !== undefined && !isPublic(new URL(client[field]), neverCalled));
}

function isPublic({ protocol, host, hostname }: URL, neverCalled: readonly string[]): boolean {
  const name = hostname.replace(/\.$/, '');
  const own = /(^|\.)(localhost|local|internal|lan|intranet|home\.arpa)$/.test(name) || !name.includes('.');
  const listed = neverCalled.includes(host) || neverCalled.includes(hostname) || neverCalled.includes(name);
  return protocol === 'https:' && isIP(name.replace(/^\[|\]$/g, '')) === 0 && !own && !listed;
}
