import type { IncomingMessage, ServerResponse } from 'node:http';
import type Koa from 'koa';
import type { ClientMetadata } from 'oidc-provider';
import { circuitBreaker } from './adapters/circuit-breaker.ts';
import { EgressRefused, guardedFetch } from './adapters/egress.ts';
import { alarmLetters } from './adapters/messaging/alarm-letters.ts';
import type { AlarmNeeds } from './adapters/messaging/alarms.ts';
import { Undeliverable } from './adapters/messaging/courier.ts';
import { mailCourier } from './adapters/messaging/mail.ts';
import { databaseMailbox } from './adapters/messaging/mailbox.ts';
import { smsCourier } from './adapters/messaging/sms.ts';
import type { WorkerNeeds } from './adapters/messaging/worker.ts';
import { auditHeadWatch } from './adapters/postgres/audit-head.ts';
import { type Database, openDatabase } from './adapters/postgres/database.ts';
import { postgresEventQueue } from './adapters/postgres/event-queue.ts';
import { keyringMark, openKeyring } from './adapters/postgres/keyring.ts';
import { keepKeyring } from './adapters/postgres/keyring-upkeep.ts';
import { postgresLogoutQueue } from './adapters/postgres/logout-queue.ts';
import { migrate } from './adapters/postgres/migrate.ts';
import { untoldPlatforms } from './adapters/postgres/notice-state.ts';
import { oidcStore } from './adapters/postgres/oidc-store.ts';
import { postgresOutbox } from './adapters/postgres/outbox.ts';
import { postgresSandboxClients, withSandboxClients } from './adapters/postgres/sandbox-clients.ts';
import { doorsShut } from './adapters/postgres/throttles.ts';
import { watchOutages } from './adapters/registries/outages.ts';
import { deriveSecrets, type Secrets } from './adapters/secrets.ts';
import { type StateNeeds, serviceState } from './adapters/service-state.ts';
import { trustedNetworks } from './adapters/trusted-networks.ts';
import type { Config } from './config.ts';
import { createWorld } from './create-world.ts';
import { describeFault } from './describe-fault.ts';
import { parseEmail } from './domain/email.ts';
import { parseHolderId } from './domain/holder-id.ts';
import { browserSession } from './oidc/browser-session.ts';
import { claveUnicaPlatforms } from './oidc/clave-unica.ts';
import { readClients } from './oidc/clients.ts';
import { errorAddresses } from './oidc/error-addresses.ts';
import { withInternalClients } from './oidc/internal-clients.ts';
import { libraryKeys } from './oidc/library-keys.ts';
import { noteUses } from './oidc/note-use.ts';
import { ownSignIn } from './oidc/own-sign-in.ts';
import { platformRegister } from './oidc/platform-register.ts';
import { platformsOf } from './oidc/platforms.ts';
import { createProvider, routes } from './oidc/provider.ts';
import { queueLogouts, type SendLogout } from './oidc/queue-logouts.ts';
import { EventRefused, type SendEvent, sendEvents } from './oidc/send-event.ts';
import { pairwiseBy } from './oidc/subject.ts';
import type { TellNeeds } from './oidc/tell-due.ts';
import type { EventNotice } from './ports/platform-events.ts';
import type { LogoutNotice, LogoutQueue } from './ports/sessions.ts';
import type { World } from './ports/world.ts';
import type { Surroundings } from './surroundings.ts';
import { inTurn } from './ticker.ts';
import { render } from './views.ts';
import { createApp } from './web/app.ts';
import type { ReadMailbox } from './web/journeys/mailbox.ts';
import { visitorOf } from './web/page.ts';
import { providerPages } from './web/provider-pages.ts';
import type { Health } from './web/state/health.ts';

/** The house, open: one request listener that stays the same while the provider behind it is replaced. */
export interface House {
  readonly world: World;
  readonly database: Database;
  readonly worker: WorkerNeeds;
  readonly alarms: AlarmNeeds;
  readonly logouts: TellNeeds<LogoutNotice> & { readonly queue: LogoutQueue };
  readonly events: TellNeeds<EventNotice>;
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Builds the provider anew from keys and clients as they are now; the old one serves until the new one stands. */
  rebuild(): Promise<void>;
  /** Does what is due for the keys, and builds the provider anew when they are others than it was built with. */
  turnKeys(): Promise<void>;
  close(): Promise<void>;
}

/** What is built anew with each provider. */
interface Desk {
  readonly handle: (request: IncomingMessage, response: ServerResponse) => unknown;
  readonly sendLogout: SendLogout;
  readonly sendEvent: SendEvent;
  /** Of the keys that it was built with. */
  readonly keysMark: string;
}

/** Opens the house: schema, keys, world, provider. Throws when something in the configuration or the clients is wrong. */
export async function openHouse(surroundings: Surroundings): Promise<House> {
  const { config, connection, secretsKeys, log, now = () => new Date() } = surroundings;
  const database = openDatabase(connection);
  const secrets = deriveSecrets(secretsKeys);
  await migrate(database);
  await refuseStrangers(database, config);
  const outages = watchOutages(now);
  const logouts = postgresLogoutQueue(database, now);
  const world = await createWorld(surroundings, database, secrets, { now, outages, logouts });
  const outbox = postgresOutbox(database, secrets, now);
  const mailbox = databaseMailbox(database, secrets, now);
  const gateway = smsBreaker(now);
  const health = healthOf(config, { database, outbox, outages, smsBreaker: gateway, now });
  const readMailbox: ReadMailbox = (limit) => mailbox.list(limit);
  const build = (platforms: readonly ClientMetadata[]) =>
    buildDesk(surroundings, { world, database, secrets, health, logouts, readMailbox }, platforms);
  let platforms = readPlatforms(surroundings);
  let desk = await build(platforms);
  const rebuild = async () => {
    const read = readPlatforms(surroundings);
    desk = await build(read);
    platforms = read;
  };
  const turnKeys = async () => {
    await keepKeyring({ database, secrets, audit: world.audit }, now());
    // With the platforms as they were accepted: a file that is wrong by now keeps no leaked key in use.
    if ((await keyringMark(database, now())) !== desk.keysMark) desk = await build(platforms);
  };
  // One after another: a provider with older keys never takes the place of one with newer keys.
  const next = inTurn();

  return {
    world,
    database,
    worker: {
      outbox,
      couriers: couriersOf(config, mailbox.deliver),
      breakers: { sms: gateway },
      sandbox: config.sandbox,
      render,
      now,
      log,
    },
    alarms: {
      outbox,
      outages: outages.now,
      untold: () => untoldPlatforms(database, now()),
      doorsShut: () => doorsShut(database, now()),
      auditHead: auditHeadWatch(database, now, log),
      tell: alarmLetters(world, config.alertsTo.map(parseEmail)),
      log,
    },
    logouts: {
      what: 'back-channel logout',
      queue: logouts,
      send: (ended) => desk.sendLogout(ended),
      hopeless: (error) => error instanceof EgressRefused,
      now,
      log,
    },
    events: {
      what: 'security event',
      queue: postgresEventQueue(database, now),
      send: (notice) => desk.sendEvent(notice),
      hopeless: (error) => error instanceof EgressRefused || error instanceof EventRefused,
      now,
      log,
    },
    handle: (request, response) => void desk.handle(request, response),
    rebuild: () => next(rebuild),
    turnKeys: () => next(turnKeys),
    close: () => database.close(),
  };
}

const readPlatforms = ({ config, env }: Surroundings): readonly ClientMetadata[] =>
  readClients({
    directory: config.clientsDir,
    production: config.production,
    fictional: config.fictional,
    env,
  });

interface Parts {
  readonly world: World;
  readonly database: Database;
  readonly secrets: Secrets;
  readonly health: Health;
  readonly logouts: LogoutQueue;
  readonly readMailbox: ReadMailbox;
}

async function buildDesk(
  { config, log }: Surroundings,
  { world, database, secrets, health, logouts, readMailbox }: Parts,
  clients: readonly ClientMetadata[],
): Promise<Desk> {
  const keyring = await openKeyring(database, secrets, world.now());
  const report = (reference: string, fault: unknown) => log.error({ reference, fault: describeFault(fault) }, 'fault');
  const out = guardedFetch(config.egressAllow) as typeof fetch;
  const provider = await createProvider({
    world,
    clients: withInternalClients(clients, config.issuer),
    jwks: libraryKeys(keyring.signing),
    cookieKeys: keyring.cookies,
    subjectSalt: keyring.subjectSalt,
    dpopNonceSecret: secrets.hmac('forms', 'dpop-nonce'),
    adapter: withSandboxClients(
      oidcStore(database, secrets, (clientId) => world.audit.record({ act: 'token.replayed', clientId })),
      secrets,
      config.sandbox,
    ),
    registration: config.sandbox
      ? { clients: postgresSandboxClients(database), neverCalled: config.egressAllow }
      : undefined,
    fetch: out,
    pages: providerPages(world),
  });
  const sendLogout = queueLogouts(provider, logouts);
  const sendEvent = sendEvents({
    ...{ provider, issuer: config.issuer, pairwise: pairwiseBy(keyring.subjectSalt) },
    ...{ keys: keyring.signing, fetch: out, now: world.now },
  });
  provider.on('backchannel.error', (_ctx, error, client) =>
    log.warn({ client: client.clientId, fault: describeFault(error) }, 'back-channel logout not queued'),
  );
  provider.on('end_session.success', (ctx) => {
    const { oidc } = ctx;
    const accountId = oidc.session?.accountId && parseHolderId(oidc.session.accountId).accountId;
    world.audit
      .record({ act: 'logout', accountId, clientId: oidc.client?.clientId, visitor: visitorOf(ctx) })
      .catch((error) => log.error({ fault: describeFault(error) }, 'audit'));
  });
  const app: Koa = createApp({
    world,
    provider,
    errorAddresses: errorAddresses(world),
    noteUses: noteUses(world),
    own: {
      signIn: ownSignIn(provider, world),
      platforms: platformsOf(provider),
      register: platformRegister(clients),
      session: browserSession(provider, config.issuer),
    },
    claveUnica: claveUnicaPlatforms(provider, clients),
    health,
    tokenPaths: {
      token: routes.token,
      registration: routes.registration,
      others: [
        routes.userinfo,
        routes.introspection,
        routes.revocation,
        routes.pushed_authorization_request,
        routes.device_authorization,
      ],
    },
    trustProxyHops: config.trustProxyHops,
    sandbox: config.sandbox,
    log: { line: (fields) => log.info(fields), report },
    development: config.production
      ? undefined
      : { mailbox: config.smtpUrl && config.smsGatewayUrl ? undefined : readMailbox },
  });
  // What breaks outside of every page, as a visitor's connection does; Koa would write it on several lines.
  app.on('error', (error: unknown) => log.warn({ fault: describeFault(error) }, 'request broken'));
  return { handle: app.callback(), sendLogout, sendEvent, keysMark: keyring.mark };
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

/** Over the SMS gateway; a number that it refuses says nothing about its health. */
const smsBreaker = (now: () => Date) =>
  circuitBreaker({
    now,
    ails: (error) => !(error instanceof Undeliverable),
    resting: (seconds) => new Error(`the gateway rests for ${seconds} s`),
  });

/** What the house says of itself, and to whom all of it: this machine, and whoever the configuration names. */
function healthOf({ metricsNetworks }: Config, needs: Omit<StateNeeds, 'answers'>): Health {
  const database = () => answers(needs.database);
  return {
    database,
    state: serviceState({ ...needs, answers: database }),
    mayReadMetrics: trustedNetworks(['127.0.0.0/8', '::1/128', ...metricsNetworks]),
  };
}

/** A database in which fictional people live is never put before real ones, nor one of real people into a sandbox. */
async function refuseStrangers(database: Database, { production, sandbox }: Config): Promise<void> {
  const holds = (simulado: boolean) =>
    database.run<object | undefined>((sql) => sql('accounts').where({ simulado }).first('id'));
  if (sandbox && (await holds(false)))
    throw new Error('DATABASE_URL: this database holds accounts of real people; a sandbox needs one of its own');
  if (production && !sandbox && (await holds(true)))
    throw new Error('DATABASE_URL: this database holds simulated accounts; production needs one of its own');
}

async function answers(database: Database): Promise<boolean> {
  return database
    .run((sql) => sql.raw('select 1'))
    .then(
      () => true,
      () => false,
    );
}
