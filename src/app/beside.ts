import type { Connection } from '../adapters/postgres/database/database.ts';
import type { Config } from '../config/config.ts';
import { filesChanged } from '../locales/es-CL/operator/banner.ts';
import type { Deps } from '../ports/deps.ts';
import { loadStart } from './load-development.ts';

/** What development, and a sandbox in part, runs beside the server. In production there is nothing. */
export interface Beside {
  /** The local PostgreSQL; undefined if DATABASE_URL names one. */
  readonly connection: Connection | undefined;
  /** Address of the simulator of the registries; undefined if each registry has an address. */
  readonly simulator: string | undefined;
  /** Where client secrets are looked up, read anew with each reading of the clients. */
  readonly env: NodeJS.ProcessEnv;
  /** Adds the fictional people that are missing. */
  seed(deps: Deps): Promise<void>;
  /** Begins to start the example client, in development. */
  startExample(): void;
  /** Lines of the banner about what runs beside; waits for the example client. */
  lines(): Promise<readonly string[]>;
  /** The message to the developer about changed client files. */
  changedClients(files: readonly string[]): string;
  /** Stops the example client, also while it is starting. */
  stopExample(): void;
  /** Stops simulator and local database. */
  stop(): Promise<void>;
}

/** Starts what runs beside the server in this mode; throws ConfigError if the image does not contain it. */
export async function startBeside(config: Config, say: (text: string) => void): Promise<Beside> {
  if (!config.fictional) return nothingBeside(config);
  const { startDevelopment } = await loadStart(config);
  return startDevelopment(config, say);
}

/** Client files of this repository name EXAMPLE_PORT in their addresses, so that it is set in production too. */
function nothingBeside({ examplePort }: Config): Beside {
  return {
    connection: undefined,
    simulator: undefined,
    env: { ...process.env, EXAMPLE_PORT: String(examplePort) },
    seed: async () => {},
    startExample: () => {},
    lines: async () => [],
    changedClients: filesChanged,
    stopExample: () => {},
    stop: async () => {},
  };
}
