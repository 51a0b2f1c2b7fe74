import type { RightsDeps } from '../account/rights-deps.ts';
import { postgresAccounts } from '../adapters/postgres/accounts/accounts.ts';
import { postgresCompanies } from '../adapters/postgres/accounts/companies.ts';
import { postgresCredentials } from '../adapters/postgres/accounts/credentials.ts';
import { postgresMandates } from '../adapters/postgres/accounts/mandates.ts';
import { postgresProvisionalKeys } from '../adapters/postgres/accounts/provisional-keys.ts';
import { postgresAudit } from '../adapters/postgres/audit/audit.ts';
import { postgresCases } from '../adapters/postgres/cases/cases.ts';
import type { Database } from '../adapters/postgres/database/database.ts';
import { postgresLinks } from '../adapters/postgres/flows/links.ts';
import { postgresPendingChanges } from '../adapters/postgres/flows/pending-changes.ts';
import { postgresThrottles } from '../adapters/postgres/flows/throttles.ts';
import { postgresClientEvents } from '../adapters/postgres/queues/event-queue.ts';
import { postgresLogoutQueue } from '../adapters/postgres/queues/logout-queue.ts';
import { postgresNotifier } from '../adapters/postgres/queues/notifier.ts';
import { openCasesOfRights } from '../adapters/postgres/rights/cases-of-before.ts';
import { postgresRightRequests } from '../adapters/postgres/rights/right-requests.ts';
import { postgresSessions } from '../adapters/postgres/sessions/sessions.ts';
import { postgresStaffMembers } from '../adapters/postgres/staff/staff-members.ts';
import { deriveSecrets } from '../adapters/secrets.ts';
import { sealedTokens } from '../adapters/tokens.ts';
import { trustedNetworks } from '../adapters/trusted-networks.ts';
import { secretsOf } from '../app/own-settings.ts';
import type { Config } from '../config/config.ts';
import type { Deps } from '../ports/deps.ts';

/** The dependencies of the rights command. */
export type RightsCommandDeps = RightsDeps & Pick<Deps, 'companies' | 'staff'>;

/** The database of the server as the rights command uses it; messages are sent by the server. */
export async function openRightsDeps(
  config: Config,
  database: Database,
  now = () => new Date(),
): Promise<RightsCommandDeps> {
  const secrets = deriveSecrets(await secretsOf(config));
  const throttles = postgresThrottles(database, secrets, now, trustedNetworks(config.trustedNetworks));
  const accounts = postgresAccounts(database, secrets, now);
  await openCasesOfRights({ database, secrets, accounts, now });
  return {
    issuer: config.issuer,
    now,
    atomically: database.atomically,
    accounts,
    audit: postgresAudit(database, secrets, now),
    cases: postgresCases(database, secrets, now),
    companies: postgresCompanies(database, secrets, now),
    pendingChanges: postgresPendingChanges(database, secrets, now),
    links: postgresLinks(database, secrets, now),
    mandates: postgresMandates(database, secrets, now),
    notifier: postgresNotifier(database, secrets, { accounts, throttles, now }),
    clientEvents: postgresClientEvents(database, secrets, now),
    credentials: postgresCredentials(database, secrets, now),
    provisionalKeys: postgresProvisionalKeys(database, secrets, now),
    rights: postgresRightRequests(database, secrets, now),
    staff: postgresStaffMembers(database, secrets, now),
    tokens: sealedTokens(secrets),
    sessions: postgresSessions(database, secrets, postgresLogoutQueue(database, secrets, now)),
  };
}
