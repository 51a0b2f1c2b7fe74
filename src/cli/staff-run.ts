import { postgresAccounts } from '../adapters/postgres/accounts/accounts.ts';
import { postgresAudit } from '../adapters/postgres/audit/audit.ts';
import { postgresThrottles } from '../adapters/postgres/flows/throttles.ts';
import { postgresNotifier } from '../adapters/postgres/queues/notifier.ts';
import { postgresStaffLinks } from '../adapters/postgres/staff/staff-links.ts';
import { postgresStaffMembers } from '../adapters/postgres/staff/staff-members.ts';
import { deriveSecrets } from '../adapters/secrets.ts';
import { trustedNetworks } from '../adapters/trusted-networks.ts';
import { secretsOf } from '../app/own-settings.ts';
import { readConfig } from '../config/config.ts';
import { say } from './output.ts';
import { readText } from './read-text.ts';
import type { StaffAsked } from './staff-args.ts';
import { answerStaff } from './staff-command.ts';
import { withDatabase } from './with-database.ts';

/** Runs the command on the database that the environment names; throws CommandRefused, UsageError, or ConfigError. */
export async function runStaff(asked: Exclude<StaffAsked, { verb: 'help' }>): Promise<void> {
  const config = readConfig(process.env);
  // Before the database is opened: typing takes a while.
  const file = asked.verb === 'add' ? await readText(asked.file) : '';
  await withDatabase(config, async (database) => {
    const secrets = deriveSecrets(await secretsOf(config));
    const now = () => new Date();
    const accounts = postgresAccounts(database, secrets, now);
    const throttles = postgresThrottles(database, secrets, now, trustedNetworks(config.trustedNetworks));
    const deps = {
      atomically: database.atomically,
      audit: postgresAudit(database, secrets, now),
      issuer: config.issuer,
      notifier: postgresNotifier(database, secrets, { accounts, throttles, now }),
      now,
      staff: postgresStaffMembers(database, secrets, now),
      staffLinks: postgresStaffLinks(database, secrets, now),
    };
    say(await answerStaff(deps, asked, file));
  });
}
