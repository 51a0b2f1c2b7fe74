import { isIP } from 'node:net';
import type { ClientFile } from './client-shape.ts';

/** Addresses of a platform that the house calls, or sends people to on its own. */
const called = ['jwks_uri', 'backchannel_logout_uri', 'initiate_login_uri'] as const;

type Called = Pick<ClientFile, (typeof called)[number]>;

/**
 * Those of them that are not https by a public name, or that EGRESS_ALLOW opens to the platforms of files. What a name
 * resolves to is checked at each call.
 */
export function fieldsNotPublic(client: Called, neverCalled: readonly string[]) {
  return called.filter((field) => client[field] !== undefined && !isPublic(new URL(client[field]), neverCalled));
}

/** Whether EGRESS_ALLOW, as it is now, opens one of them: to a platform that registered itself it never does. */
export function isLetOut(client: Called, neverCalled: readonly string[]): boolean {
  return called.some((field) => client[field] !== undefined && isListed(new URL(client[field]), neverCalled));
}

function isPublic(url: URL, neverCalled: readonly string[]): boolean {
  const name = nameOf(url);
  const own = /(^|\.)(localhost|local|internal|lan|intranet|home\.arpa)$/.test(name) || !name.includes('.');
  return url.protocol === 'https:' && isIP(name.replace(/^\[|\]$/g, '')) === 0 && !own && !isListed(url, neverCalled);
}

const isListed = (url: URL, neverCalled: readonly string[]): boolean =>
  [url.host, url.hostname, nameOf(url), `${url.hostname}:${url.port || 443}`].some((name) =>
    neverCalled.includes(name),
  );

const nameOf = ({ hostname }: URL): string => hostname.replace(/\.$/, '');
