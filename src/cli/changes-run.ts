import { contactsOfFiles } from '../adapters/client-contacts.ts';
import { postgresAccounts } from '../adapters/postgres/accounts/accounts.ts';
import { postgresAudit } from '../adapters/postgres/audit/audit.ts';
import { postgresAnnouncedChanges } from '../adapters/postgres/client-records/announced-changes.ts';
import type { Database } from '../adapters/postgres/database/database.ts';
import { postgresThrottles } from '../adapters/postgres/flows/throttles.ts';
import { postgresPortalClients } from '../adapters/postgres/portal/portal-clients.ts';
import { postgresNotifier } from '../adapters/postgres/queues/notifier.ts';
import { deriveSecrets } from '../adapters/secrets.ts';
import { trustedNetworks } from '../adapters/trusted-networks.ts';
import { secretsOf } from '../app/own-settings.ts';
import { type Config, readConfig } from '../config/config.ts';
import { changes } from '../domain/changes.ts';
import { nameInMail } from '../domain/name-in-mail.ts';
import { announceChange, type ToldClient } from '../features/developers/use-cases/announce-change.ts';
import { changesCommandTexts } from '../locales/es-CL/operator/changes.ts';
import { esCL } from '../locales/es-CL.ts';
import type { PortalClients } from '../ports/portal-clients.ts';
import type { ChangesAsked } from './changes-args.ts';
import { say } from './output.ts';
import { aligned } from './terminal.ts';
import { withDatabase } from './with-database.ts';

/** Runs the command on the clients and the database that the environment names; throws ConfigError. */
export async function runChanges(asked: Exclude<ChangesAsked, { verb: 'help' }>): Promise<void> {
  if (asked.verb === 'list') return say(listOf());
  const config = readConfig(process.env);
  await withDatabase(config, async (database) => {
    const deps = await depsOf(config, database);
    const clients = [
      ...contactsOfFiles(config.clientsDir, config.fictional),
      ...contactsOfPortal(await deps.portalClients.all()),
    ];
    say(changesCommandTexts.announced(await announceChange(deps, asked.change, clients, asked.by)));
  });
}

async function depsOf(config: Config, database: Database) {
  const secrets = deriveSecrets(await secretsOf(config));
  const now = () => new Date();
  const accounts = postgresAccounts(database, secrets, now);
  const throttles = postgresThrottles(database, secrets, now, trustedNetworks(config.trustedNetworks));
  return {
    atomically: database.atomically,
    audit: postgresAudit(database, secrets, now),
    issuer: config.issuer,
    notifier: postgresNotifier(database, secrets, { accounts, throttles, now }),
    portalClients: postgresPortalClients(database, secrets, now, config.sandbox || !config.production),
    announcedChanges: postgresAnnouncedChanges(database, secrets, now),
  };
}

/** Drafts too: who builds a client must know of a change. */
const contactsOfPortal = ({ clients }: Awaited<ReturnType<PortalClients['all']>>): readonly ToldClient[] =>
  clients.map(({ data }) => ({
    name: nameInMail(data.name),
    contacts: data.technicalContacts.map(({ email }) => email),
  }));

const listOf = (): string =>
  aligned(changes.map(({ id, effective }) => [id, effective, esCL.pages.changes.changes[id].title])).join('\n');
