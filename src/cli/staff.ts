/** `npm run -s staff -- list | add | accept | link | roles | suspend | restore`: the people of the desk (docs/staff.md). */
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
import { STAFF_LINK_MINUTES, staffRoles } from '../domain/staff.ts';
import { usages } from '../locales/es-CL/operator/usage.ts';
import { runCommand, withDatabase } from './operator-command.ts';
import { say } from './output.ts';
import { readText } from './read-text.ts';
import { readStaffArgs } from './staff-args.ts';
import { answerStaff } from './staff-command.ts';

const usage = usages.staff({ roles: staffRoles, minutes: STAFF_LINK_MINUTES });

await runCommand(main, usage);

async function main(): Promise<void> {
  const asked = readStaffArgs(process.argv.slice(2));
  if (asked.verb === 'help') return say(usage);
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
