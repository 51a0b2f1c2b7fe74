import type { RightsDesk } from '../account/rights-desk.ts';
import { postgresAccounts } from '../adapters/postgres/accounts.ts';
import { postgresAudit } from '../adapters/postgres/audit.ts';
import { postgresCompanies } from '../adapters/postgres/companies.ts';
import type { Database } from '../adapters/postgres/database.ts';
import { postgresPlatformEvents } from '../adapters/postgres/event-queue.ts';
import { postgresHolds } from '../adapters/postgres/holds.ts';
import { postgresLinks } from '../adapters/postgres/links.ts';
import { postgresLogoutQueue } from '../adapters/postgres/logout-queue.ts';
import { postgresNotifier } from '../adapters/postgres/notifier.ts';
import { postgresProvisionalKeys } from '../adapters/postgres/provisional-keys.ts';
import { postgresRightRequests } from '../adapters/postgres/right-requests.ts';
import { postgresSessions } from '../adapters/postgres/sessions.ts';
import { postgresThrottles } from '../adapters/postgres/throttles.ts';
import { deriveSecrets } from '../adapters/secrets.ts';
import { trustedNetworks } from '../adapters/trusted-networks.ts';
import type { Config } from '../config.ts';
import { secretsOf } from '../development.ts';
import type { World } from '../ports/world.ts';

/** What the command of the rights works with. */
export type CommandDesk = RightsDesk & Pick<World, 'companies'>;

/** The database of the server as the command of the rights uses it; messages are sent by the server. */
export function openRightsDesk(config: Config, database: Database, now = () => new Date()): CommandDesk {
  const secrets = deriveSecrets(secretsOf(config));
  const throttles = postgresThrottles(database, secrets, now, trustedNetworks(config.trustedNetworks));
  const accounts = postgresAccounts(database, secrets, now);
  return {
    issuer: config.issuer,
    now,
    atomically: database.atomically,
    accounts,
    audit: postgresAudit(database, secrets, now),
    companies: postgresCompanies(database, secrets, now),
    holds: postgresHolds(database, secrets, now),
    links: postgresLinks(database, secrets, now),
    notifier: postgresNotifier(database, secrets, { accounts, throttles, now }),
    platformEvents: postgresPlatformEvents(database, secrets, now),
    provisionalKeys: postgresProvisionalKeys(database, secrets, now),
    rights: postgresRightRequests(database, secrets, now),
    sessions: postgresSessions(database, secrets, postgresLogoutQueue(database, secrets, now)),
  };
}
