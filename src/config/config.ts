import { accepted, databaseUrls, type Environment } from './environment.ts';
import { isProduction, productionMistakes } from './production-rules.ts';

/** Where the server listens: the addresses that HOST names, all interfaces, or this machine alone. */
export type ListensAt = readonly string[] | 'all' | 'loopback';

/** The environment, read once. */
export interface Config {
  readonly production: boolean;
  /** A public place to try things out: the rules of production, with fictional people and self-service platforms. */
  readonly sandbox: boolean;
  /** Whether fictional people, registries and platforms are at home here: in development and in a sandbox. */
  readonly fictional: boolean;
  readonly port: number;
  readonly listensAt: ListensAt;
  readonly issuer: string;
  readonly databaseUrl: string | undefined;
  /** The owner of the schema, by whom migrations run. */
  readonly migrationsDatabaseUrl: string | undefined;
  /** Where the last head of the audit trail is kept outside the database. */
  readonly trailHeadFile: string | undefined;
  readonly policy: 'guia' | 'segura';
  /** Undefined in development: the house makes its own under var/. */
  readonly secretsKeys: readonly string[] | undefined;
  readonly clientsDir: string;
  /** Whether a changed file of a platform is read by itself: in development, never in production. */
  readonly watchesClients: boolean;
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

/** Who owns the schema, and the role of the server where DATABASE_URL names one: all that a deployment's own job is told. */
export function readMigrations(env: Readonly<Record<string, string | undefined>>): {
  readonly migrations: string;
  readonly server: string | undefined;
} {
  const parsed = databaseUrls.safeParse({
    MIGRATIONS_DATABASE_URL: env.MIGRATIONS_DATABASE_URL || undefined,
    DATABASE_URL: env.DATABASE_URL || undefined,
  });
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
  const { MIGRATIONS_DATABASE_URL: migrations, DATABASE_URL: url } = parsed.data;
  if (!migrations)
    throw new ConfigError(['MIGRATIONS_DATABASE_URL: set the address of the database as the owner of the schema']);
  return { migrations, server: url && decodeURIComponent(new URL(url).username) };
}

const sameName = (one: string, other: string): boolean => one.split(':')[0] === other.split(':')[0];

function toConfig(env: Environment, production: boolean): Config {
  return Object.freeze({
    production,
    sandbox: env.SANDBOX === 'yes',
    fictional: !production || env.SANDBOX === 'yes',
    port: env.PORT,
    // What has no settings yet has /buzon, fictional people and known keys: that stays on this machine.
    listensAt: env.HOST ?? (production ? 'all' : 'loopback'),
    issuer: env.ISSUER ?? `http://localhost:${env.PORT}`,
    databaseUrl: env.DATABASE_URL,
    migrationsDatabaseUrl: env.MIGRATIONS_DATABASE_URL,
    trailHeadFile: env.TRAIL_HEAD_FILE,
    policy: env.CLAVE_POLICY ?? 'guia',
    secretsKeys: env.SECRETS_KEY,
    clientsDir: env.CLIENTS_DIR,
    watchesClients: !production && env.WATCH_CLIENTS === 'on',
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
