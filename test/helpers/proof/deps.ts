import pino from 'pino';
import { type Database, openDatabase } from '../../../src/adapters/postgres/database/database.ts';
import { postgresLogoutQueue } from '../../../src/adapters/postgres/queues/logout-queue.ts';
import { watchOutages } from '../../../src/adapters/registries/outages.ts';
import { drawFiles } from '../../../src/adapters/rendering/draw-files.ts';
import { deriveSecrets, type KeyMaterial } from '../../../src/adapters/secrets.ts';
import { createDeps } from '../../../src/app/dependencies.ts';
import { readConfig } from '../../../src/config/config.ts';
import type { Deps } from '../../../src/ports/deps.ts';
import { registriesInProcess } from '../registries/registries.ts';
import { SECRETS_KEY } from '../server-process.ts';
import type { Ground } from './ground.ts';

/** The dependencies of a server, in this process. */
export interface OpenDeps {
  readonly deps: Deps;
  readonly database: Database;
  readonly secrets: KeyMaterial;
  close(): Promise<void>;
}

/** Dependencies over the database of a run: what pages would need many steps for is stored directly. */
export async function openDeps(
  { connection }: Pick<Ground, 'connection'>,
  issuer: string,
  env: Readonly<Record<string, string>> = {},
): Promise<OpenDeps> {
  const database = openDatabase(connection, 4);
  const now = () => new Date();
  const options = {
    config: readConfig({ CLAVE_POLICY: 'guia', ...env, ISSUER: issuer, THROTTLES: env.THROTTLES ?? 'off' }),
    connection,
    secretsKeys: [SECRETS_KEY] as [string],
    env: {},
    standIn: { inProcess: registriesInProcess() },
    log: pino({ level: 'silent' }),
  };
  const secrets = deriveSecrets([SECRETS_KEY]);
  const besides = {
    now,
    outages: watchOutages(now),
    logouts: postgresLogoutQueue(database, secrets, now),
    draw: drawFiles({ note: () => {} }),
    written: () => {},
  };
  const deps = await createDeps(options, database, secrets, besides);
  return { deps, database, secrets, close: () => database.close() };
}
