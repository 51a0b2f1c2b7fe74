import { z } from 'zod';
import { isEncryptedOrLocal } from '../../domain/loopback.ts';
import type { PlatformEvent } from '../../ports/platform-events.ts';

/** Nothing that ends a line or a word of a header; RFC 3986 has no such signs, and no browser a longer address. */
const plain = /^[\x21-\x7e]{1,2000}$/;

/** Signs of a host's name and no others: it goes into the policy of our pages as it stands. */
const hostname = /^([a-z0-9._-]+|\[[0-9a-f:]+\])$/;

/** An address of an app's own, by a name that its maker holds (RFC 8252, 7.1). */
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

/** What a refused address is told. */
export const NO_WEB_ADDRESS =
  'must be an https address (http only on this machine), whole, without wildcard or fragment';

/** An address of a platform on the web. */
export const webAddress = z.string().refine(isWebAddress, { message: NO_WEB_ADDRESS });

/** Scopes that a platform may ask about a person; `name` is ClaveÚnica's own. */
const SCOPES = ['openid', 'profile', 'email', 'phone', 'address', 'run', 'empresa', 'name', 'offline_access'];

/** Words of a person's scopes; empty for a machine that acts in its own name. */
export const scopes = z.string().refine((text) => text === '' || text.split(' ').every((one) => SCOPES.includes(one)), {
  message: `must be words of "${SCOPES.join(' ')}"`,
});

/** Scopes of an API are words of its own (RFC 6749, 3.3), told from a person's by the colon. */
const apiScope = z.string().regex(/^[a-z0-9-]+:[a-z0-9-]+$/, 'must be like "certificados:leer"');

/** An API that takes our access tokens: the `aud` of those meant for it (RFC 8707), and the scopes that it knows. */
export const resourceServer = z.strictObject({
  identifier: webAddress,
  scopes: z.array(apiScope).min(1),
  /** `jwt` the API reads by itself (RFC 9068), `opaque` it asks us about (RFC 7662) and can be revoked at once. */
  access_token_format: z.enum(['jwt', 'opaque']).default('jwt'),
});

/** An API that this platform may call, and with which of its scopes. */
export const resource = resourceServer.omit({ access_token_format: true });

/** What a platform can be told of besides logouts (docs/events.md). */
export const securityEventNames = [
  'account-disabled',
  'account-enabled',
  'identity-contested',
  'subject-replaced',
  'run-linked',
  'representation-ended',
] as const satisfies readonly PlatformEvent[];

/** Where a platform takes signed events (RFC 8935), and which it asks for. */
export const securityEvents = z.strictObject({
  endpoint: webAddress,
  events: z.array(z.enum(securityEventNames)).min(1),
});

/** The grant of devices (RFC 8628, 3.4). */
export const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code';

/** The grants that a file may open (RFC 7591, 2). */
export const grantTypes = z.array(
  z.enum(['authorization_code', 'refresh_token', 'client_credentials', DEVICE_CODE], {
    message: `must be "authorization_code", "refresh_token", "client_credentials" or "${DEVICE_CODE}"`,
  }),
);
