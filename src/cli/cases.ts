/** `npm run -s cases -- list | show | close`: what waits for the desk and no page decides (docs/cases.md). */
import { postgresAccounts } from '../adapters/postgres/accounts/accounts.ts';
import { postgresAudit } from '../adapters/postgres/audit/audit.ts';
import { postgresCases } from '../adapters/postgres/rights/cases.ts';
import { deriveSecrets } from '../adapters/secrets.ts';
import { secretsOf } from '../app/own-settings.ts';
import { readConfig } from '../config/config.ts';
import { CommandRefused, UsageError } from './args.ts';
import { CASES_USAGE, readCasesArgs } from './cases-args.ts';
import { answerCases } from './cases-command.ts';
import { complainOf, withDatabase } from './operator-command.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

await main().catch((error: unknown) => {
  process.exitCode = error instanceof UsageError ? 2 : 1;
  // Whoever reads the list had enough of it.
  if (error instanceof Error && 'code' in error && error.code === 'EPIPE') process.exitCode = 0;
  else complainOf(error, UsageError, CommandRefused);
  if (error instanceof UsageError) process.stderr.write(`${CASES_USAGE}\n`);
});

async function main(): Promise<void> {
  const asked = readCasesArgs(process.argv.slice(2));
  if (asked.verb === 'help') return say(CASES_USAGE);
  const config = readConfig(process.env);
  await withDatabase(config, async (database) => {
    const secrets = deriveSecrets(await secretsOf(config));
    const now = () => new Date();
    const desk = {
      accounts: postgresAccounts(database, secrets, now),
      atomically: database.atomically,
      audit: postgresAudit(database, secrets, now),
      cases: postgresCases(database, secrets, now),
      now,
    };
    say(await answerCases(desk, asked));
  });
}
