import { isIP } from 'node:net';
import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { namesOneHost, ONE_HOST } from '../domain/database-host.ts';
import { isEmail } from '../domain/email.ts';
import { isEncryptedOrLocal } from '../domain/loopback.ts';
import { isGuessable } from '../domain/secret-strength.ts';

/** Characters of a SECRETS_KEY. */
export const SECRET_LENGTH = 32;

/** What a refused SECRETS_KEY is told to do. */
export const HOW_TO_MAKE_A_KEY = 'make one with: openssl rand -base64 32';

const url = (...schemes: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol), {
    message: `must be an address that begins with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`,
  });

/** An address to which data of people are sent, or from which they come: never in plain over a network. */
const dataUrl = url('http:', 'https:').refine((text) => !URL.canParse(text) || isEncryptedOrLocal(new URL(text)), {
  message: 'must be an https address (plain http only on this machine: localhost, 127.0.0.1 or [::1])',
});

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);

const port = z.coerce.number({ message: 'must be a port number' }).int().min(1).max(65_535);

/** Everything the environment may say. Descriptions are what the README's table prints. */
const environment = z.object({
  NODE_ENV: z.string().default('development'),
  PORT: port.default(3000),
  HOST: list
    .refine((addresses) => addresses.length > 0 && addresses.every((address) => isIP(address) !== 0), {
      message: 'must be IP addresses by commas, such as 127.0.0.1,::1; 0.0.0.0 or :: for all interfaces',
    })
    .optional(),
  ISSUER: url('http:', 'https:')
    .refine((text) => URL.canParse(text) && new URL(text).origin === text, {
      message: 'must be an origin such as https://clave.sence.gob.cl',
    })
    .optional(),
  DATABASE_URL: z.string().refine(namesOneHost, ONE_HOST).pipe(url('postgres:', 'postgresql:')).optional(),
  MIGRATIONS_DATABASE_URL: z.string().refine(namesOneHost, ONE_HOST).pipe(url('postgres:', 'postgresql:')).optional(),
  TRAIL_HEAD_FILE: z.string().refine(isAbsolute, { message: 'must be a path that begins with /' }).optional(),
  CLAVE_POLICY: z.enum(['guia', 'segura'], { message: 'must be "guia" or "segura"' }).optional(),
  SECRETS_KEY: z
    .string()
    .transform((text) => text.split(',').map((key) => key.trim()))
    .refine((keys) => keys.every((key) => key.length >= SECRET_LENGTH), {
      message: `must be at least ${SECRET_LENGTH} characters (and each older key after a comma too); ${HOW_TO_MAKE_A_KEY}`,
      abort: true,
    })
    .refine((keys) => !keys.some(isGuessable), {
      message: `can be guessed: a repeated letter or word, a sequence, or too few different characters (each older key after a comma counts too); ${HOW_TO_MAKE_A_KEY}`,
    })
    .optional(),
  CLIENTS_DIR: z.string().min(1).default('clients'),
  WATCH_CLIENTS: z.enum(['on', 'off'], { message: 'must be "on" or "off"' }).default('on'),
  SMTP_URL: url('smtp:', 'smtps:').optional(),
  SMS_GATEWAY_URL: dataUrl.optional(),
  CIVIL_REGISTRY_URL: dataUrl.optional(),
  TAX_REGISTRY_URL: dataUrl.optional(),
  NIE_REGISTRY_URL: dataUrl.optional(),
  OTEC_REGISTRY_URL: dataUrl.optional(),
  EGRESS_ALLOW: list
    .refine((hosts) => hosts.every(isHost), {
      message: 'must be hosts by commas, such as partner.internal or 10.0.0.7:8443, in small letters and nothing else',
    })
    .prefault(''),
  TRUST_PROXY_HOPS: z.coerce.number({ message: 'must be a number from 0 to 9' }).int().min(0).max(9).default(0),
  TRUSTED_NETWORKS: list
    .refine((networks) => networks.every(isNetwork), {
      message:
        'must be networks by commas, such as 200.54.10.0/24 (from /8 to /32) or 2800:300:10::/48 (from /32 to /64)',
    })
    .prefault(''),
  METRICS_NETWORKS: list
    .refine((networks) => networks.every(isNetwork), {
      message:
        'must be networks by commas, such as 10.20.0.7/32 (from /8 to /32) or 2800:300:10::/64 (from /32 to /64)',
    })
    .prefault(''),
  ALERTS_TO: list
    .refine((addresses) => addresses.every(isEmail), {
      message: 'must be e-mail addresses by commas',
    })
    .prefault(''),
  CONTACT_HOLD_HOURS: z.coerce
    .number({ message: 'must be a number of hours' })
    .int()
    .refine((hours) => hours === 0 || (hours >= 24 && hours <= 168), { message: 'must be from 24 to 168' })
    .default(72),
  ACCEPT_CONTACT_TAKEOVER_RISK: z.enum(['yes', 'no'], { message: 'must be "yes" or "no"' }).default('no'),
  SANDBOX: z.enum(['yes', 'no'], { message: 'must be "yes" or "no"' }).default('no'),
  EXAMPLE_PORT: port.default(3001),
  SIMULATOR_PORT: port.default(3002),
  CAPTCHA_FIXED_ANSWER: z
    .string()
    .regex(/^[A-Z]{5}$/, 'must be five capital letters')
    .optional(),
  THROTTLES: z.enum(['on', 'off'], { message: 'must be "on" or "off"' }).default('on'),
});

/** A host as URL writes it, with a port or without: anything else would match no address. */
function isHost(text: string): boolean {
  if (!/^(\[[\da-f:]+\]|[a-z\d._-]+)(:\d{1,5})?$/.test(text)) return false;
  const schemes = ['http', 'https'].filter((scheme) => URL.canParse(`${scheme}://${text}`));
  return schemes.some((scheme) => new URL(`${scheme}://${text}`).host === text);
}

/** A network that is no wider than an organisation and, visitors of IPv6 being known by /64, no narrower than that. */
function isNetwork(text: string): boolean {
  const [, address = '', length = ''] = /^([\d.]+|[\da-f:]*:[\da-f:]*)\/(\d{1,2})$/i.exec(text) ?? [];
  const version = isIP(address);
  const [widest, narrowest] = version === 4 ? [8, 32] : [32, 64];
  return version !== 0 && Number(length) >= widest && Number(length) <= narrowest;
}

/** The hold protects whoever lost a card or a key: nobody leaves it out by mistake (floor 5). */
export const accepted = environment.refine(
  ({ CONTACT_HOLD_HOURS: hours, ACCEPT_CONTACT_TAKEOVER_RISK: risk }) => hours > 0 || risk === 'yes',
  {
    path: ['CONTACT_HOLD_HOURS'],
    message: '0 lets whoever has a card in hand take an account at once; it needs ACCEPT_CONTACT_TAKEOVER_RISK=yes',
  },
);

/** The two addresses of the database alone. */
export const databaseUrls = environment.pick({ DATABASE_URL: true, MIGRATIONS_DATABASE_URL: true });

/** The environment as it was parsed, with what is left out filled in. */
export type Environment = z.output<typeof environment>;
