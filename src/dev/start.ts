import type { Connection } from '../adapters/postgres/database/database.ts';
import type { Config } from '../config/config.ts';
import type { Deps } from '../ports/deps.ts';
import { bannerLines } from './banner-lines.ts';
import {
  changedClients,
  type RegistrySimulator,
  startExample,
  startSimulator,
  withDevelopmentSecrets,
} from './development.ts';
import { startLocalDatabase } from './local-database.ts';
import { seedPeople } from './people/seed.ts';
import { seedSandbox } from './people/seed-sandbox.ts';
import type { LocalPostgres } from './postgres/local-server.ts';
import type { ProgramBeside } from './program-beside.ts';

/** Starts the local database and the simulator of the registries, if the settings name none. */
export async function startDevelopment(config: Config, say: (text: string) => void) {
  const local = config.databaseUrl ? undefined : await startLocalDatabase(say);
  try {
    return beside(config, local, await startSimulator(config));
  } catch (error) {
    await local?.stop();
    throw error;
  }
}

function beside(config: Config, local: LocalPostgres | undefined, simulator: RegistrySimulator | undefined) {
  let example: Promise<ProgramBeside | string> | undefined;
  return {
    connection: local?.connection as Connection | undefined,
    simulator: simulator?.address,
    // Looked up at each reading of the clients: a new file may name a secret that development then makes.
    get env(): NodeJS.ProcessEnv {
      return withDevelopmentSecrets(config);
    },
    async seed(deps: Deps): Promise<void> {
      await seedPeople(deps);
      if (config.sandbox) await seedSandbox(deps);
    },
    startExample(): void {
      example = config.production ? undefined : startExample(config, withDevelopmentSecrets(config));
    },
    lines: async () => bannerLines(config, { example: await example, simulator: simulator?.page }),
    changedClients: (files: readonly string[]): string => changedClients(config, files),
    stopExample: (): void => void example?.then((started) => typeof started === 'object' && started.stop()),
    async stop(): Promise<void> {
      simulator?.stop();
      await local?.stop();
    },
  };
}
