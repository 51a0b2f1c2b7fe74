import { postgresAccounts } from '../adapters/postgres/accounts/accounts.ts';
import { postgresAudit } from '../adapters/postgres/audit/audit.ts';
import { postgresCases } from '../adapters/postgres/cases/cases.ts';
import { postgresFacilitadorRequests } from '../adapters/postgres/facilitador/facilitador-requests.ts';
import { postgresFileStore } from '../adapters/postgres/files/file-store.ts';
import { deriveSecrets } from '../adapters/secrets.ts';
import { secretsOf } from '../app/own-settings.ts';
import { readConfig } from '../config/config.ts';
import type { CasesAsked } from './cases-args.ts';
import { answerCases } from './cases-command.ts';
import { say } from './output.ts';
import { withDatabase } from './with-database.ts';

/** Runs the command on the database that the environment names; throws CommandRefused, or ConfigError. */
export async function runCases(asked: Exclude<CasesAsked, { verb: 'help' }>): Promise<void> {
  const config = readConfig(process.env);
  await withDatabase(config, async (database) => {
    const secrets = deriveSecrets(await secretsOf(config));
    const now = () => new Date();
    const audit = postgresAudit(database, secrets, now);
    const deps = {
      accounts: postgresAccounts(database, secrets, now),
      atomically: database.atomically,
      audit,
      cases: postgresCases(database, secrets, now),
      facilitadorRequests: postgresFacilitadorRequests(database, secrets, now),
      files: postgresFileStore(database, secrets, { audit, now }),
      now,
    };
    say(await answerCases(deps, asked));
  });
}
