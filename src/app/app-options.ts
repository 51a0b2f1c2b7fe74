import type pino from 'pino';
import type { Argon2Engine } from '../adapters/hashing/engine.ts';
import type { HashCost } from '../adapters/hashing/hasher.ts';
import type { Connection } from '../adapters/postgres/database/database.ts';
import type { Config } from '../config/config.ts';
import type { DrawFile } from '../ports/files.ts';
import type { StandIn } from './registries.ts';

/** What createHttpApp needs beyond the configuration: facts about this machine. */
export interface AppOptions {
  readonly config: Config;
  readonly connection: Connection;
  /** The owner of the schema, as which migrations run; undefined if `connection` is that role. */
  readonly migrations?: Connection | undefined;
  /** Where the last head of the audit trail is kept outside the database; undefined if it is not. */
  readonly trailHeadFile?: string | undefined;
  /** SECRETS_KEY, or development's own. */
  readonly secretsKeys: readonly [string, ...string[]];
  /** Where client secrets are looked up. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: pino.Logger;
  /** What answers for a registry that has no address. */
  readonly standIn: StandIn;
  readonly now?: () => Date;
  /** Of argon2id; the one of production unless a test says otherwise. No setting of the environment changes it. */
  readonly hashCost?: HashCost | undefined;
  /** The implementation that a test wants; otherwise the fastest that loads. */
  readonly hashEngine?: Argon2Engine | undefined;
  /** What draws files where a test keeps drawings; otherwise processes of its own. */
  readonly draw?: DrawFile | undefined;
  /** How many times longer than in production it waits for the document of a client, where tests share a machine. */
  readonly documentPatience?: number | undefined;
  /** How many times longer than in production it waits for PostgreSQL: a busy machine of tests is no silent database. */
  readonly databasePatience?: number | undefined;
}
