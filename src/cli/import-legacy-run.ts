import { type ImportOutcome, importLegacyFile } from '../adapters/legacy/import-file.ts';
import type { ImportJob } from '../adapters/legacy/import-job.ts';
import { MAX_REMARKS, writeReport } from '../adapters/legacy/import-report.ts';
import { postgresAudit } from '../adapters/postgres/audit/audit.ts';
import type { Database } from '../adapters/postgres/database/database.ts';
import { deriveSecrets } from '../adapters/secrets.ts';
import { bringUpToDate } from '../app/own-schema.ts';
import { secretsOf } from '../app/own-settings.ts';
import { ConfigError, readConfig } from '../config/config.ts';
import { importRefusals, importResults } from '../locales/es-CL/operator/import-legacy.ts';
import type { ImportAsked } from './import-legacy-args.ts';
import { say } from './output.ts';
import { withDatabase } from './with-database.ts';

/**
 * Imports the file into the database that the environment names; throws LegacyFileError, ImportUnderWay, or ConfigError.
 */
export async function runImport(asked: ImportAsked): Promise<void> {
  const config = readConfig(process.env);
  if (config.sandbox) throw new ConfigError([importRefusals['in-sandbox']({})]);
  await withDatabase(config, async (database, connection) => {
    await bringUpToDate(database, { connection, migrations: config.migrationsDatabaseUrl }, config);
    await importAndReport(database, await secretsOf(config), asked);
  });
}

async function importAndReport(
  database: Database,
  keys: [string, ...string[]],
  { file, report }: ImportAsked,
): Promise<void> {
  const secrets = deriveSecrets(keys);
  const now = () => new Date();
  const start = performance.now();
  const progressed = ({ place: { line } }: ImportJob) => {
    if (Math.floor(line / 10_000) > Math.floor((line - 1000) / 10_000)) say(importResults.line({ line }));
  };
  const needs = { database, secrets, audit: postgresAudit(database, secrets, now), now, progressed };
  const outcome = await importLegacyFile(needs, file);
  say(summaryOf(outcome, (performance.now() - start) / 1000));
  if (!report) return;
  await writeReport(database, outcome.job, report);
  say(importResults.report({ file: report, most: MAX_REMARKS }));
}

/** Counts of the whole import, rate of this run. */
function summaryOf({ job: { counts }, read }: ImportOutcome, seconds: number): string {
  const { imported = 0, ...others } = counts;
  const reasons = Object.entries(others).map(([reason, count]) => importResults.reason({ reason, count }));
  return [
    importResults.imported({
      keys: imported,
      read,
      seconds,
    }),
    ...reasons,
  ].join('\n');
}
