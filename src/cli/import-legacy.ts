/** `npm run import-legacy FILE.csv [-- --report FILE]`: brings in the keys of the old system (docs/import.md). */
import { parseArgs } from 'node:util';
import { type ImportOutcome, importLegacyFile, LegacyFileError } from '../adapters/legacy/import-file.ts';
import { type ImportJob, ImportUnderWay } from '../adapters/legacy/import-job.ts';
import { MAX_REMARKS, writeReport } from '../adapters/legacy/import-report.ts';
import { postgresAudit } from '../adapters/postgres/audit/audit.ts';
import type { Database } from '../adapters/postgres/database/database.ts';
import { deriveSecrets } from '../adapters/secrets.ts';
import { bringUpToDate } from '../app/own-schema.ts';
import { secretsOf } from '../app/own-settings.ts';
import { ConfigError, readConfig } from '../config/config.ts';
import { asksForHelp, optionMistake } from './help.ts';
import { withDatabase } from './operator-command.ts';

const USAGE = 'uso: npm run import-legacy ARCHIVO.csv [-- --report ARCHIVO]';
const say = (text: string): void => void process.stdout.write(`${text}\n`);

await main().catch((error: unknown) => {
  const expected = [ConfigError, LegacyFileError, ImportUnderWay].some((kind) => error instanceof kind);
  const text = error instanceof Error ? (expected || 'code' in error ? error.message : error.stack) : String(error);
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  if (asksForHelp(words)) return say(USAGE);
  const { positionals, values } = wordsOf(words);
  const [file] = positionals;
  if (!file || positionals.length > 1) throw new LegacyFileError(USAGE);
  const config = readConfig(process.env);
  if (config.sandbox) throw new ConfigError(['SANDBOX: keys of real people are never brought into a sandbox']);
  await withDatabase(config, async (database, connection) => {
    await bringUpToDate(database, { connection, migrations: config.migrationsDatabaseUrl }, config);
    await importAndReport(database, await secretsOf(config), file, values.report);
  });
}

function wordsOf(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: { report: { type: 'string' } } });
  } catch (error) {
    throw new LegacyFileError(`${optionMistake(error)}\n${USAGE}`);
  }
}

async function importAndReport(
  database: Database,
  keys: [string, ...string[]],
  file: string,
  report: string | undefined,
): Promise<void> {
  const secrets = deriveSecrets(keys);
  const now = () => new Date();
  const start = performance.now();
  const progressed = ({ place: { line } }: ImportJob) => {
    if (Math.floor(line / 10_000) > Math.floor((line - 1000) / 10_000)) say(`line ${line}`);
  };
  const needs = { database, secrets, audit: postgresAudit(database, secrets, now), now, progressed };
  const outcome = await importLegacyFile(needs, file);
  say(summaryOf(outcome, (performance.now() - start) / 1000));
  if (!report) return;
  await writeReport(database, outcome.job, report);
  say(`Report: ${report} (the first ${MAX_REMARKS} remarks)`);
}

/** Counts of the whole import, rate of this run. */
function summaryOf({ job: { counts }, read }: ImportOutcome, seconds: number): string {
  const { imported = 0, ...others } = counts;
  const rate = read === 0 ? 'nothing left to do' : `${Math.round(read / seconds)} lines/s in this run`;
  const reasons = Object.entries(others).map(([reason, count]) => `  ${reason}: ${count}`);
  return [`Imported ${imported} keys (${rate}, ${seconds.toFixed(1)} s)`, ...reasons].join('\n');
}
