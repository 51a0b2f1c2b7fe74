import type { z } from 'zod';
import { mistakesText, productionMistakes as productionTexts } from '../locales/es-CL/operator/settings.ts';
import { isProduction, productionMistakes } from './production.ts';
import { accepted, databaseUrls, type Settings, secretsKeysAlone, settings } from './schema.ts';
import { rpIdOf } from './settings/security.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the server listens: the addresses that HOST names, all interfaces, or this machine alone. */
export type ListensAt = readonly string[] | 'all' | 'loopback';

/** Settings that only other settings depend on. */
type ReadOnTheWay = 'nodeEnv' | 'acceptsTakeoverRisk';

/** The environment, read once: every setting of the schema, and what follows from several. */
export interface Config extends Readonly<Omit<Settings, ReadOnTheWay | 'listensAt' | 'issuer'>> {
  readonly production: boolean;
  /** Whether fictional people, registries and clients are allowed here: in development and in a sandbox. */
  readonly fictional: boolean;
  readonly listensAt: ListensAt;
  readonly issuer: string;
}

/** Every mistake of the configuration at once, each with its name and its correction. */
export class ConfigError extends Error {
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    super(mistakesText(mistakes));
    this.name = 'ConfigError';
    this.mistakes = mistakes;
  }
}

/** Reads the environment; throws ConfigError with all mistakes. An empty value counts as not set. */
export function readConfig(env: Environment): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const production = isProduction(set);
  const parsed = accepted.safeParse(byProperty(set));
  const mistakes = mistakesOf(parsed);
  const refused = production
    ? productionMistakes(set).filter((line) => !mistakes.some((known) => sameName(known, line)))
    : [];
  if (!parsed.success || refused.length > 0) throw new ConfigError([...mistakes, ...refused]);
  return toConfig(parsed.data, production);
}

/**
 * The owner of the schema, and the role of the server if DATABASE_URL names one: the only settings of a separate
 * migration job.
 */
export function readMigrations(env: Environment): {
  readonly migrations: string;
  readonly server: string | undefined;
} {
  const parsed = databaseUrls.safeParse(byProperty(env));
  if (!parsed.success) throw new ConfigError(mistakesOf(parsed));
  const { migrationsDatabaseUrl: migrations, databaseUrl: url } = parsed.data;
  if (!migrations) throw new ConfigError([`MIGRATIONS_DATABASE_URL: ${productionTexts.migrations}`]);
  return { migrations, server: url && decodeURIComponent(new URL(url).username) };
}

/** The keys of SECRETS_KEY alone, the current one first, where it is set; throws ConfigError. */
export function readSecretsKeys(env: Environment): readonly string[] | undefined {
  const parsed = secretsKeysAlone.safeParse(byProperty(env));
  if (!parsed.success) throw new ConfigError(mistakesOf(parsed));
  return parsed.data.secretsKeys;
}

/** Values of the environment by their property in the schema. */
const byProperty = (env: Environment) =>
  Object.fromEntries(settings.map(({ name, property }) => [property, env[name] || undefined]));

/** What the schema refuses, by the name in the environment. */
const mistakesOf = ({ error }: z.ZodSafeParseResult<unknown>): readonly string[] =>
  error?.issues.map(({ path, message }) => `${nameOf(path[0])}: ${message}`) ?? [];

const nameOf = (property: PropertyKey | undefined) => settings.find((one) => one.property === property)?.name;

const sameName = (one: string, other: string): boolean => one.split(':')[0] === other.split(':')[0];

function toConfig({ nodeEnv, acceptsTakeoverRisk, ...read }: Settings, production: boolean): Config {
  const issuer = read.issuer ?? `http://localhost:${read.port}`;
  return Object.freeze({
    ...read,
    production,
    fictional: !production || read.sandbox,
    // An installation without settings has /buzon, fictional people and known keys, so it stays on this machine.
    listensAt: read.listensAt ?? (production ? 'all' : 'loopback'),
    issuer,
    webauthnRpId: read.webauthnRpId ?? rpIdOf(issuer),
    watchesClients: !production && read.watchesClients,
    // The example client of development listens on this machine.
    egressAllow: production ? read.egressAllow : [...read.egressAllow, `localhost:${read.examplePort}`],
  });
}
