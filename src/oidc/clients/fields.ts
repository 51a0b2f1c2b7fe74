import { isIP } from 'node:net';
import { z } from 'zod';
import { isEncryptedOrLocal } from '../../domain/loopback.ts';
import type { ClientEvent } from '../../ports/client-events.ts';
import type { ClientMistake } from '../../ports/client-mistakes.ts';

/**
 * No character that ends a line or a word of a header; RFC 3986 has none of them, and browsers take no longer address.
 */
const plain = /^[\x21-\x7e]{1,2000}$/;

/** Only the characters of a host name: it enters the policy of our pages unchanged. */
const hostname = /^([a-z0-9._-]+|\[[0-9a-f:]+\])$/;

/** A private-use URI scheme, by a domain that the app's maker owns (RFC 8252, 7.1). */
export function isOfAnApp(text: string): boolean {
  if (!plain.test(text)) return false;
  const [, scheme = ''] = /^([a-z][a-z0-9+.-]*):/i.exec(text) ?? [];
  return scheme.slice(0, -1).includes('.');
}

/** Whether it is https, or http on this machine; exact, without wildcard, fragment or user (RFC 9700, 2.1). */
export function isWebAddress(text: string): boolean {
  const url = plain.test(text) && URL.canParse(text) ? new URL(text) : undefined;
  if (!url || /[*#\\]/.test(text) || !hostname.test(url.hostname)) return false;
  if (url.username || url.password) return false;
  return isEncryptedOrLocal(url);
}

/** An address of a client on the web. */
export const webAddress = z.string().refine(isWebAddress, code('web-address'));

/** Addresses of a client that the server calls, or redirects users to by itself. */
const called = ['jwks_uri', 'backchannel_logout_uri', 'initiate_login_uri'] as const;

type Called = { readonly [Field in (typeof called)[number]]?: string | undefined };

/**
 * Those of them that are not https with a public name, or that EGRESS_ALLOW opens to the clients of files. The
 * addresses that a name resolves to are checked at each call.
 */
export function fieldsNotPublic(client: Called, neverCalled: readonly string[]) {
  return called.filter((field) => client[field] !== undefined && !isPublicAddress(new URL(client[field]), neverCalled));
}

/** Whether EGRESS_ALLOW, as it is now, opens one of them: never to a client that registered itself. */
export function isLetOut(client: Called, neverCalled: readonly string[]): boolean {
  return called.some((field) => client[field] !== undefined && isListed(new URL(client[field]), neverCalled));
}

/** Whether an address is https by a public name that EGRESS_ALLOW does not open. */
export function isPublicAddress(url: URL, neverCalled: readonly string[]): boolean {
  const name = nameOf(url);
  const own = /(^|\.)(localhost|local|internal|lan|intranet|home\.arpa)$/.test(name) || !name.includes('.');
  return url.protocol === 'https:' && isIP(name.replace(/^\[|\]$/g, '')) === 0 && !own && !isListed(url, neverCalled);
}

const isListed = (url: URL, neverCalled: readonly string[]): boolean =>
  [url.host, url.hostname, nameOf(url), `${url.hostname}:${url.port || 443}`].some((name) =>
    neverCalled.includes(name),
  );

const nameOf = ({ hostname }: URL): string => hostname.replace(/\.$/, '');

/** Scopes about a person that a client may request; `name` is ClaveÚnica's own. */
const SCOPES = ['openid', 'profile', 'email', 'phone', 'address', 'run', 'empresa', 'name', 'offline_access'];

/** Scopes about a person, separated by spaces; empty for a machine that acts in its own name. */
export const scopes = z
  .string()
  .refine((text) => text === '' || text.split(' ').every((one) => SCOPES.includes(one)), code('scope-words'));

/** An API defines its own scopes (RFC 6749, 3.3); the colon distinguishes them from those about a person. */
const apiScope = z.string().regex(/^[a-z0-9-]+:[a-z0-9-]+$/, code('api-scope'));

/** An API that takes our access tokens: the `aud` of those meant for it (RFC 8707), and the scopes that it knows. */
export const resourceServer = z.strictObject({
  identifier: webAddress,
  scopes: z.array(apiScope).min(1),
  /**
   * The API reads a `jwt` by itself (RFC 9068); it introspects an `opaque` one (RFC 7662), which can be revoked at
   * once.
   */
  access_token_format: z.enum(['jwt', 'opaque']).default('jwt'),
  /** Those of its scopes that an organisation may ask for its own machines, without a review (docs/machine-access.md). */
  organisation_scopes: z.array(apiScope).min(1).optional(),
});

/** An API that this client may call, and with which of its scopes. */
export const resource = resourceServer.omit({ access_token_format: true, organisation_scopes: true });

/** The events besides logouts of which a client can be notified (docs/events.md). */
export const securityEventNames = [
  'account-disabled',
  'account-enabled',
  'account-purged',
  'data-rectified',
  'use-opposed',
  'identity-contested',
  'consent-withdrawn',
  'subject-replaced',
  'run-linked',
  'representation-ended',
] as const satisfies readonly ClientEvent[];

/** Where a client receives signed events (RFC 8935), and which it asks for. */
export const securityEvents = z.strictObject({
  endpoint: webAddress,
  events: z.array(z.enum(securityEventNames)).min(1),
});

/** The device authorization grant (RFC 8628, 3.4). */
export const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code';

const GRANTS = ['authorization_code', 'refresh_token', 'client_credentials', DEVICE_CODE] as const;

/** The grants that a file may open (RFC 7591, 2). */
export const grantTypes = z.array(z.enum(GRANTS, code('grant-type')));

/** What a value that its own rule refuses is reported as. The message of such a rule is the code of its mistake. */
export const ruleMistakes = {
  'api-scope': { code: 'api-scope' },
  'grant-type': { code: 'grant-type', known: GRANTS },
  'logo-name': { code: 'logo-name' },
  'name-shape': { code: 'name-shape' },
  'response-type': { code: 'response-type' },
  'scope-words': { code: 'scope-words', known: SCOPES },
  'secret-short': { code: 'secret-short' },
  'variable-name': { code: 'variable-name' },
  'web-address': { code: 'web-address' },
} as const satisfies Readonly<Record<string, ClientMistake>>;

/** The message of a rule of the schema: the code of its mistake. */
export function code(of: keyof typeof ruleMistakes): { readonly message: string } {
  return { message: of };
}
