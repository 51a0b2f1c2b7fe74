/** `npm run -s audit -- verify | export`: proves the trail untouched, or writes it out (docs/audit.md). */
import { pipeline } from 'node:stream/promises';
import { exportAudit } from './adapters/postgres/audit-export.ts';
import { headText } from './adapters/postgres/audit-head.ts';
import { BrokenTrail, type Intact, verifyAudit } from './adapters/postgres/audit-verify.ts';
import type { Database } from './adapters/postgres/database.ts';
import { deriveSecrets } from './adapters/secrets.ts';
import { type Asked, AUDIT_USAGE, readWords, UsageError } from './audit-words.ts';
import { asksForHelp } from './cli/help.ts';
import { type Config, readConfig } from './config.ts';
import { secretsOf } from './development.ts';
import { complainOf, withDatabase } from './operator-command.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

await main().catch((error: unknown) => {
  process.exitCode = error instanceof UsageError ? 2 : 1;
  // Whoever reads the export had enough of it.
  if (error instanceof Error && 'code' in error && error.code === 'EPIPE') process.exitCode = 0;
  else complainOf(error, UsageError);
});

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  if (asksForHelp(words)) return say(AUDIT_USAGE);
  const asked = readWords(words);
  const config = readConfig(process.env);
  await withDatabase(config, (database) => answer(asked, database, config));
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
