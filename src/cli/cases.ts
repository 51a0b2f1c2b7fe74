/** `npm run -s cases -- list | show | close`: cases that wait for the mesa and no page decides (docs/cases.md). */
import { postgresAccounts } from '../adapters/postgres/accounts/accounts.ts';
import { postgresAudit } from '../adapters/postgres/audit/audit.ts';
import { postgresCases } from '../adapters/postgres/cases/cases.ts';
import { deriveSecrets } from '../adapters/secrets.ts';
import { secretsOf } from '../app/own-settings.ts';
import { readConfig } from '../config/config.ts';
import { closeReasons, waitingStates } from '../domain/cases/case.ts';
import { caseKinds } from '../domain/cases/kinds/kinds.ts';
import { usages } from '../locales/es-CL/operator/usage.ts';
import { LIST_LIMIT, LIST_MOST, readCasesArgs } from './cases-args.ts';
import { answerCases } from './cases-command.ts';
import { runCommand, withDatabase } from './operator-command.ts';
import { say } from './output.ts';

const usage = usages.cases({
  limit: LIST_LIMIT,
  most: LIST_MOST,
  reasons: closeReasons,
  kinds: caseKinds,
  states: waitingStates,
});

await runCommand(main, usage);

async function main(): Promise<void> {
  const asked = readCasesArgs(process.argv.slice(2));
  if (asked.verb === 'help') return say(usage);
  const config = readConfig(process.env);
  await withDatabase(config, async (database) => {
    const secrets = deriveSecrets(await secretsOf(config));
    const now = () => new Date();
    const deps = {
      accounts: postgresAccounts(database, secrets, now),
      atomically: database.atomically,
      audit: postgresAudit(database, secrets, now),
      cases: postgresCases(database, secrets, now),
      now,
    };
    say(await answerCases(deps, asked));
  });
}
