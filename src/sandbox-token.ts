/** `npm run -s sandbox-token`: prints a token with which a developer registers platforms in a sandbox (docs/clients.md). */
import path from 'node:path';
import { type Connection, openDatabase } from './adapters/postgres/database.ts';
import { startLocalPostgres } from './adapters/postgres/local-server.ts';
import { migrate } from './adapters/postgres/migrate.ts';
import { oidcStore } from './adapters/postgres/oidc-store.ts';
import { deriveSecrets } from './adapters/secrets.ts';
import { ConfigError, readConfig } from './config.ts';
import { secretsOf, VAR } from './development.ts';
import { makeInitialAccessToken, TOKEN_DAYS } from './oidc/initial-access-token.ts';

const complain = (text: string): void => void process.stderr.write(`${text}\n`);

await main().catch((error: unknown) => {
  process.exitCode = 1;
  complain(error instanceof ConfigError ? error.message : error instanceof Error ? String(error.stack) : String(error));
});

async function main(): Promise<void> {
  const config = readConfig(process.env);
  if (!config.sandbox) throw new ConfigError(['SANDBOX: platforms register by themselves only where it is "yes"']);
  const { databaseUrl } = config;
  const local = databaseUrl ? undefined : await startLocalPostgres({ folder: path.join(VAR, 'pg'), log: complain });
  const database = openDatabase(local?.connection ?? (databaseUrl as Connection), 2);
  try {
    if (local) await migrate(database);
    const store = oidcStore(database, deriveSecrets(secretsOf(config)), async () => {});
    process.stdout.write(`${await makeInitialAccessToken(store, new Date())}\n`);
    complain(`good for ${TOKEN_DAYS} days at ${config.issuer}/oidc/register`);
  } finally {
    await database.close();
    await local?.stop();
  }
}
