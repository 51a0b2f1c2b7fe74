/** `npm run -s audit -- verify | export`: proves the trail untouched, or writes it out (docs/audit.md). */
import { pipeline } from 'node:stream/promises';
import { exportAudit } from './adapters/postgres/audit-export.ts';
import { headText } from './adapters/postgres/audit-head.ts';
import { BrokenTrail, type Intact, verifyAudit } from './adapters/postgres/audit-verify.ts';
import type { Database } from './adapters/postgres/database.ts';
import { deriveSecrets } from './adapters/secrets.ts';
import { type Asked, readWords, UsageError } from './audit-words.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { secretsOf } from './development.ts';
import { withDatabase } from './with-database.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const complain = (text: string): void => void process.stderr.write(`${text}\n`);

await main().catch((error: unknown) => {
  process.exitCode = error instanceof UsageError ? 2 : 1;
  const expected = [UsageError, ConfigError].some((kind) => error instanceof kind);
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  // Whoever reads the export had enough of it.
  if (code === 'EPIPE') process.exitCode = 0;
  else complain(error instanceof Error ? (expected || code ? error.message : String(error.stack)) : String(error));
});

async function main(): Promise<void> {
  const asked = readWords(process.argv.slice(2));
  const config = readConfig(process.env);
  await withDatabase(config, complain, (database) => answer(asked, database, config));
}

async function answer(asked: Asked, database: Database, config: Config): Promise<void> {
  if (asked.verb === 'export') return pipeline(exportAudit(database, asked.wanted), process.stdout, { end: false });
  try {
    say(verdictOn(await verifyAudit(database, deriveSecrets(secretsOf(config)), asked.head)));
  } catch (error) {
    if (!(error instanceof BrokenTrail)) throw error;
    say(`broken: ${error.message}`);
    process.exitCode = 1;
  }
}

function verdictOn({ rows, seals, head, unsealed }: Intact): string {
  const verdict = `${rows} rows, ${seals} seals, head ${head ? headText(head) : 'none'}, intact`;
  return unsealed > 0 ? `${verdict}; ${unsealed} rows not sealed yet` : verdict;
}
