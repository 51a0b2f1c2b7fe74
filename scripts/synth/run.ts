/** `npm run synth -- accounts N`: fills a database with synthetic people (docs/size.md). */
import { migrate } from '../../src/adapters/postgres/database/migrate.ts';
import { deriveSecrets } from '../../src/adapters/secrets.ts';
import { secretsOf } from '../../src/app/own-settings.ts';
import { UsageError } from '../../src/cli/args.ts';
import { complainOf } from '../../src/cli/failures.ts';
import { complain } from '../../src/cli/output.ts';
import { withDatabase } from '../../src/cli/with-database.ts';
import { readConfig } from '../../src/config/config.ts';
import { readArgs } from './args.ts';
import { populate } from './populate.ts';
import { refuseWrongDatabase, SynthRefused } from './refuse.ts';

await main().catch((error: unknown) => {
  process.exitCode = error instanceof UsageError ? 2 : 1;
  complainOf(error, UsageError, SynthRefused);
});

async function main(): Promise<void> {
  const { accounts } = readArgs(process.argv.slice(2));
  const config = readConfig(process.env);
  const secrets = deriveSecrets(await secretsOf(config));
  await withDatabase(config, async (database, connection) => {
    await migrate(database, connection);
    await refuseWrongDatabase(database, config);
    const begun = performance.now();
    const rows = await populate(connection, { accounts, secrets, now: new Date(), progress: progressOf(begun) });
    complain(
      `${accounts} accounts, ${rows} rows in ${seconds(begun).toFixed(0)} s (${rate(rows, begun)} rows a second)`,
    );
  });
}

function seconds(begun: number): number {
  return (performance.now() - begun) / 1000;
}

function rate(rows: number, begun: number): string {
  return (rows / seconds(begun)).toFixed(0);
}

/** A line at most every five seconds. */
function progressOf(begun: number): (accounts: number, rows: number) => void {
  let told = begun;
  return (accounts, rows) => {
    if (performance.now() - told < 5000) return;
    told = performance.now();
    complain(`${accounts} accounts, ${rows} rows, ${rate(rows, begun)} rows a second`);
  };
}
