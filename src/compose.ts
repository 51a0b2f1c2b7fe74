import type { IncomingMessage, ServerResponse } from 'node:http';
import type Koa from 'koa';
import type pino from 'pino';
import { argon2Hasher } from './adapters/argon2-hasher.ts';
import { deviceCookies } from './adapters/device-cookies.ts';
import { guardedFetch } from './adapters/egress.ts';
import { alarmLetters } from './adapters/messaging/alarm-letters.ts';
import type { AlarmNeeds } from './adapters/messaging/alarms.ts';
import { mailCourier } from './adapters/messaging/mail.ts';
import { databaseMailbox } from './adapters/messaging/mailbox.ts';
import { smsCourier } from './adapters/messaging/sms.ts';
import type { WorkerNeeds } from './adapters/messaging/worker.ts';
import { postgresAccounts } from './adapters/postgres/accounts.ts';
import { postgresAudit } from './adapters/postgres/audit.ts';
import { postgresCaptcha } from './adapters/postgres/captchas.ts';
import { postgresCompanies } from './adapters/postgres/companies.ts';
import { type Connection, type Database, openDatabase } from './adapters/postgres/database.ts';
import { postgresHolds } from './adapters/postgres/holds.ts';
import { openKeyring } from './adapters/postgres/keyring.ts';
import { postgresLegacyKeys } from './adapters/postgres/legacy-keys.ts';
import { postgresLinks } from './adapters/postgres/links.ts';
import { migrate } from './adapters/postgres/migrate.ts';
import { oidcStore } from './adapters/postgres/oidc-store.ts';
import { type Outbox, postgresNotifier, postgresOutbox } from './adapters/postgres/outbox.ts';
import { postgresSessions } from './adapters/postgres/sessions.ts';
import { doorsShut, noThrottles, postgresThrottles } from './adapters/postgres/throttles.ts';
import { type Outages, watchOutages } from './adapters/registries/outages.ts';
import { deriveSecrets, type Secrets } from './adapters/secrets.ts';
import { sealedTokens } from './adapters/tokens.ts';
import { trustedNetworks } from './adapters/trusted-networks.ts';
import type { Config } from './config.ts';
import { describeFault } from './describe-fault.ts';
import { parseEmail } from './domain/email.ts';
import { parseHolderId } from './domain/holder-id.ts';
import { policies } from './domain/policy.ts';
import { readClients } from './oidc/clients.ts';
import { createProvider, routes } from './oidc/provider.ts';
import type { World } from './ports/world.ts';
import { registriesOf, type StandIn } from './registries.ts';
import { render } from './views.ts';
import { createApp } from './web/app.ts';
import type { ReadMailbox } from './web/journeys/mailbox.ts';
import { providerPages } from './web/provider-pages.ts';

/** What compose adds to the configuration: things that only this machine knows. */
export interface Surroundings {
  readonly config: Config;
  readonly connection: Connection;
  /** SECRETS_KEY, or development's own. */
  readonly secretsKeys: readonly [string, ...string[]];
  /** Where client secrets are looked up. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: pino.Logger;
  /** Who answers for a registry that has no address. */
  readonly standIn: StandIn;
  readonly now?: () => Date;
}

/** The house, open: one request listener that stays the same while the provider behind it is replaced. */
export interface House {
  readonly world: World;
  readonly database: Database;
  readonly worker: WorkerNeeds;
  readonly alarms: AlarmNeeds;
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Builds the provider anew from keys and clients as they are now; the old one serves until the new one stands. */
  rebuild(): Promise<void>;
  close(): Promise<void>;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

/** Opens the house: schema, keys, world, provider. Throws when something in the configuration or the clients is wrong. */
export async function openHouse(surroundings: Surroundings): Promise<House> {
  const { config, connection, secretsKeys, log, now = () => new Date() } = surroundings;
  const database = openDatabase(connection);
  const secrets = deriveSecrets(secretsKeys);
  await migrate(database);
  if (config.production) await refuseSimulated(database);
  const outages = watchOutages(now);
  const world = await createWorld(surroundings, database, secrets, { now, outages });
  const outbox = postgresOutbox(database, secrets, now);
  const mailbox = databaseMailbox(database, secrets, now);
  const build = () =>
    buildHandler(surroundings, { world, database, secrets, outbox, readMailbox: (limit) => mailbox.list(limit) });
  let handler = await build();

  return {
    world,
    database,
    worker: { outbox, couriers: couriersOf(config, mailbox.deliver), render, now, log },
    alarms: {
      outbox,
      outages: outages.now,
      doorsShut: () => doorsShut(database, now()),
      tell: alarmLetters(world, config.alertsTo.map(parseEmail)),
      log,
    },
    handle: (request, response) => void handler(request, response),
    rebuild: async () => {
      handler = await build();
    },
    close: () => database.close(),
  };
}

async function createWorld(
  { config, standIn, log }: Surroundings,
  database: Database,
  secrets: Secrets,
  { now, outages }: { readonly now: () => Date; readonly outages: Outages },
): Promise<World> {
  const throttles = config.throttles
    ? postgresThrottles(database, secrets, now, trustedNetworks(config.trustedNetworks))
    : noThrottles;
  const hasher = await argon2Hasher(secrets);
  return {
    issuer: config.issuer,
    policy: policies[config.policy],
    accounts: postgresAccounts(database, secrets, now),
    holdHours: config.holdHours,
    links: postgresLinks(database, now),
    holds: postgresHolds(database, secrets, now),
    companies: postgresCompanies(database, secrets, now),
    sessions: postgresSessions(database),
    legacyKeys: postgresLegacyKeys(database, secrets, hasher, now),
    ...registriesOf({
      config,
      standIn,
      now,
      log: (line) => {
        outages.note(line);
        log[line.outcome === 'unavailable' ? 'warn' : 'info'](line, 'registry asked');
      },
    }),
    hasher,
    captcha: postgresCaptcha(database, secrets, now, config.captchaFixedAnswer),
    notifier: postgresNotifier(database, secrets, throttles, now),
    audit: postgresAudit(database, secrets, now),
    throttles,
    devices: deviceCookies(secrets),
    tokens: sealedTokens(secrets),
    now,
    atomically: database.atomically,
  };
}

interface Parts {
  readonly world: World;
  readonly database: Database;
  readonly secrets: Secrets;
  readonly outbox: Outbox;
  readonly readMailbox: ReadMailbox;
}

async function buildHandler(
  { config, env, log }: Surroundings,
  { world, database, secrets, outbox, readMailbox }: Parts,
): Promise<Handler> {
  const keyring = await openKeyring(database, secrets);
  const report = (reference: string, fault: unknown) => log.error({ reference, fault: describeFault(fault) }, 'fault');
  const provider = await createProvider({
    world,
    clients: readClients({ directory: config.clientsDir, production: config.production, env }),
    jwks: { keys: keyring.signing.map((key) => ({ ...key })) } as never,
    cookieKeys: keyring.cookies,
    subjectSalt: keyring.subjectSalt,
    adapter: oidcStore(database, (clientId) => world.audit.record({ act: 'token.replayed', clientId })),
    fetch: guardedFetch(config.egressAllow) as typeof fetch,
    pages: providerPages,
  });
  provider.on('backchannel.error', (_ctx, error, client) =>
    log.warn({ client: client.clientId, fault: describeFault(error) }, 'back-channel logout failed'),
  );
  provider.on('end_session.success', ({ oidc }) => {
    const accountId = oidc.session?.accountId && parseHolderId(oidc.session.accountId).accountId;
    world.audit
      .record({ act: 'logout', accountId, clientId: oidc.client?.clientId })
      .catch((error) => log.error({ fault: describeFault(error) }, 'audit'));
  });
  const app: Koa = createApp({
    world,
    provider,
    health: { database: () => answers(database), outbox: outbox.state },
    tokenPaths: {
      token: routes.token,
      others: [routes.userinfo, routes.introspection, routes.revocation, routes.pushed_authorization_request],
    },
    trustProxyHops: config.trustProxyHops,
    log: { line: (fields) => log.info(fields), report },
    development: config.production
      ? undefined
      : { mailbox: config.smtpUrl && config.smsGatewayUrl ? undefined : readMailbox },
  });
  // What breaks outside of every page, as a visitor's connection does; Koa would write it on several lines.
  app.on('error', (error: unknown) => log.warn({ fault: describeFault(error) }, 'request broken'));
  return app.callback();
}

function couriersOf(
  { smtpUrl, smsGatewayUrl, issuer }: Config,
  toMailbox: WorkerNeeds['couriers']['mail'],
): WorkerNeeds['couriers'] {
  const from = (smtpUrl && new URL(smtpUrl).searchParams.get('from')) || `no-responder@${new URL(issuer).hostname}`;
  return {
    mail: smtpUrl ? mailCourier(smtpUrl, `Clave Sence <${from}>`) : toMailbox,
    sms: smsGatewayUrl ? smsCourier(smsGatewayUrl) : toMailbox,
  };
}

/** A database in which fictional people live is never put before real ones. */
async function refuseSimulated(database: Database): Promise<void> {
  const found = await database.run<object | undefined>((sql) => sql('accounts').where({ simulado: true }).first('id'));
  if (found) throw new Error('DATABASE_URL: this database holds simulated accounts; production needs one of its own');
}

async function answers(database: Database): Promise<boolean> {
  return database
    .run((sql) => sql.raw('select 1'))
    .then(
      () => true,
      () => false,
    );
}
