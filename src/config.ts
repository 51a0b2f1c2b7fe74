import { isIP } from 'node:net';
import { z } from 'zod';

const SECRET_LENGTH = 32;
const mailAddress = /^[\w+-]+(\.[\w+-]+)*@([a-z0-9]+(-[a-z0-9]+)*\.)+[a-z]{2,24}$/i;
const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

const url = (...schemes: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol), {
    message: `must be an address that begins with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`,
  });

/** Registries tell who people are: never in plain over a network. */
const registryUrl = url('http:', 'https:').refine(
  (text) => !URL.canParse(text) || new URL(text).protocol === 'https:' || loopback.test(new URL(text).hostname),
  { message: 'must be an https address (plain http only on this machine)' },
);

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
  ISSUER: url('http:', 'https:')
    .refine((text) => URL.canParse(text) && new URL(text).origin === text, {
      message: 'must be an origin such as https://clave.sence.gob.cl',
    })
    .optional(),
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  CLAVE_POLICY: z.enum(['guia', 'segura'], { message: 'must be "guia" or "segura"' }).optional(),
  SECRETS_KEY: z
    .string()
    .transform((text) => text.split(',').map((key) => key.trim()))
    .refine((keys) => keys.every((key) => key.length >= SECRET_LENGTH), {
      message: `must be at least ${SECRET_LENGTH} characters (and each older key after a comma too); make one with: openssl rand -base64 48`,
    })
    .optional(),
  CLIENTS_DIR: z.string().min(1).default('clients'),
  SMTP_URL: url('smtp:', 'smtps:').optional(),
  SMS_GATEWAY_URL: url('http:', 'https:').optional(),
  CIVIL_REGISTRY_URL: registryUrl.optional(),
  TAX_REGISTRY_URL: registryUrl.optional(),
  NIE_REGISTRY_URL: registryUrl.optional(),
  OTEC_REGISTRY_URL: registryUrl.optional(),
  EGRESS_ALLOW: list.prefault(''),
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
    .refine((addresses) => addresses.every((address) => mailAddress.test(address)), {
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

/** A network that is no wider than an organisation and, visitors of IPv6 being known by /64, no narrower than that. */
function isNetwork(text: string): boolean {
  const [, address = '', length = ''] = /^([\d.]+|[\da-f:]*:[\da-f:]*)\/(\d{1,2})$/i.exec(text) ?? [];
  const version = isIP(address);
  const [widest, narrowest] = version === 4 ? [8, 32] : [32, 64];
  return version !== 0 && Number(length) >= widest && Number(length) <= narrowest;
}

/** The hold protects whoever lost a card or a key: nobody leaves it out by mistake (policy, floor 5). */
const accepted = environment.refine(
  ({ CONTACT_HOLD_HOURS: hours, ACCEPT_CONTACT_TAKEOVER_RISK: risk }) => hours > 0 || risk === 'yes',
  {
    path: ['CONTACT_HOLD_HOURS'],
    message: '0 lets whoever has a card in hand take an account at once; it needs ACCEPT_CONTACT_TAKEOVER_RISK=yes',
  },
);

type Environment = z.output<typeof environment>;

/** The environment, read once. */
export interface Config {
  readonly production: boolean;
  /** A public place to try things out: the rules of production, with fictional people and self-service platforms. */
  readonly sandbox: boolean;
  /** Whether fictional people, registries and platforms are at home here: in development and in a sandbox. */
  readonly fictional: boolean;
  readonly port: number;
  readonly issuer: string;
  readonly databaseUrl: string | undefined;
  readonly policy: 'guia' | 'segura';
  /** Undefined in development: the house makes its own under var/. */
  readonly secretsKeys: readonly string[] | undefined;
  readonly clientsDir: string;
  readonly smtpUrl: string | undefined;
  readonly smsGatewayUrl: string | undefined;
  readonly civilRegistryUrl: string | undefined;
  readonly taxRegistryUrl: string | undefined;
  readonly nieRegistryUrl: string | undefined;
  readonly otecRegistryUrl: string | undefined;
  readonly egressAllow: readonly string[];
  readonly trustProxyHops: number;
  /** Networks ("200.54.10.0/24") where many people share an address. */
  readonly trustedNetworks: readonly string[];
  /** Networks ("10.20.0.7/32") from which /metrics may be read, besides this machine. */
  readonly metricsNetworks: readonly string[];
  /** E-mail addresses of those who look after the house. */
  readonly alertsTo: readonly string[];
  /** How long a change on the strength of less than a contact on file waits. */
  readonly holdHours: number;
  readonly examplePort: number;
  readonly simulatorPort: number;
  readonly captchaFixedAnswer: string | undefined;
  readonly throttles: boolean;
}

/** Every mistake of the configuration at once, each by its name and with what to do. */
export class ConfigError extends Error {
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    super(`The configuration has ${mistakes.length} mistake(s):\n${mistakes.map((line) => `  - ${line}`).join('\n')}`);
    this.name = 'ConfigError';
    this.mistakes = mistakes;
  }
}

/** Reads the environment; throws ConfigError with all mistakes. An empty value counts as not set. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = accepted.safeParse(set);
  const mistakes = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  const refused = isProduction(set)
    ? [...productionMistakes(set)].filter((line) => !mistakes.some((known) => sameName(known, line)))
    : [];
  if (!parsed.success || refused.length > 0) throw new ConfigError([...mistakes, ...refused]);
  return toConfig(parsed.data, isProduction(set));
}

const sameName = (one: string, other: string): boolean => one.split(':')[0] === other.split(':')[0];

/** Production is what says so, and every issuer that is not on this machine, whatever NODE_ENV says. */
function isProduction({ NODE_ENV, ISSUER }: Readonly<Record<string, string | undefined>>): boolean {
  return (
    NODE_ENV === 'production' ||
    (ISSUER !== undefined && URL.canParse(ISSUER) && !loopback.test(new URL(ISSUER).hostname))
  );
}

function* productionMistakes(env: Readonly<Record<string, string | undefined>>): Generator<string> {
  if (!env.CLAVE_POLICY) {
    yield 'CLAVE_POLICY: production has no default; choose "guia" (the guides of 2019 to the letter) or "segura" (the same pages with today\'s rules, recommended)';
  }
  if (!env.SECRETS_KEY)
    yield `SECRETS_KEY: production needs one, at least ${SECRET_LENGTH} characters; make one with: openssl rand -base64 48`;
  if (!env.ISSUER?.startsWith('https:'))
    yield 'ISSUER: production needs an https address, such as https://clave.sence.gob.cl';
  if (env.SANDBOX !== 'yes') yield* missingRegistries(env);
  if (!env.SMTP_URL)
    yield 'SMTP_URL: production has no /buzon; set the mail server, such as smtps://user:password@mail.sence.cl?from=no-responder@sence.cl';
  if (!env.SMS_GATEWAY_URL)
    yield 'SMS_GATEWAY_URL: production has no /buzon; set the SMS gateway, such as https://:token@sms.example/messages';
  if (env.CAPTCHA_FIXED_ANSWER) yield 'CAPTCHA_FIXED_ANSWER: is for tests only; remove it';
  if (env.THROTTLES === 'off') yield 'THROTTLES: is switched off for benchmarks only; remove it';
}

/** In a sandbox the simulator stands in for whatever registry has no address. */
function* missingRegistries(env: Readonly<Record<string, string | undefined>>): Generator<string> {
  if (!env.CIVIL_REGISTRY_URL)
    yield 'CIVIL_REGISTRY_URL: production does not run on simulated people; set the address of the Registro Civil service';
  if (!env.TAX_REGISTRY_URL)
    yield 'TAX_REGISTRY_URL: production does not run on simulated companies; set the address of the SII service';
  if (!env.NIE_REGISTRY_URL)
    yield 'NIE_REGISTRY_URL: production does not run on simulated people; set the address of the register of NIE';
  if (!env.OTEC_REGISTRY_URL)
    yield "OTEC_REGISTRY_URL: production does not run on simulated companies; set the address of SENCE's register of OTEC and OTIC";
}

function toConfig(env: Environment, production: boolean): Config {
  return Object.freeze({
    production,
    sandbox: env.SANDBOX === 'yes',
    fictional: !production || env.SANDBOX === 'yes',
    port: env.PORT,
    issuer: env.ISSUER ?? `http://localhost:${env.PORT}`,
    databaseUrl: env.DATABASE_URL,
    policy: env.CLAVE_POLICY ?? 'guia',
    secretsKeys: env.SECRETS_KEY,
    clientsDir: env.CLIENTS_DIR,
    smtpUrl: env.SMTP_URL,
    smsGatewayUrl: env.SMS_GATEWAY_URL,
    civilRegistryUrl: env.CIVIL_REGISTRY_URL,
    taxRegistryUrl: env.TAX_REGISTRY_URL,
    nieRegistryUrl: env.NIE_REGISTRY_URL,
    otecRegistryUrl: env.OTEC_REGISTRY_URL,
    // The example platform of development listens on this machine.
    egressAllow: production ? env.EGRESS_ALLOW : [...env.EGRESS_ALLOW, `localhost:${env.EXAMPLE_PORT}`],
    trustProxyHops: env.TRUST_PROXY_HOPS,
    trustedNetworks: env.TRUSTED_NETWORKS,
    metricsNetworks: env.METRICS_NETWORKS,
    alertsTo: env.ALERTS_TO,
    holdHours: env.CONTACT_HOLD_HOURS,
    examplePort: env.EXAMPLE_PORT,
    simulatorPort: env.SIMULATOR_PORT,
    captchaFixedAnswer: env.CAPTCHA_FIXED_ANSWER,
    throttles: env.THROTTLES === 'on',
  });
}
