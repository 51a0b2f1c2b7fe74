import type { IncomingMessage, ServerResponse } from 'node:http';
import { EgressRefused } from '../adapters/egress.ts';
import { chooseHashing, type Hashing } from '../adapters/hashing/hashing-report.ts';
import { alarmMails } from '../adapters/messaging/alarm-mails.ts';
import type { AlarmNeeds } from '../adapters/messaging/alarms.ts';
import type { WorkerNeeds } from '../adapters/messaging/worker.ts';
import { changeRate } from '../adapters/postgres/accounts/change-rate.ts';
import { headFile } from '../adapters/postgres/audit/head-file.ts';
import { type TrailJobs, type TrailNeeds, trailJobs } from '../adapters/postgres/audit/jobs.ts';
import { compareHead } from '../adapters/postgres/audit/kept-head.ts';
import { beginSignedRows } from '../adapters/postgres/audit/upgrade.ts';
import { type Database, openDatabase } from '../adapters/postgres/database/database.ts';
import { readDatabaseError, unavailable } from '../adapters/postgres/database/errors.ts';
import { blockedCount } from '../adapters/postgres/flows/throttles.ts';
import { keyringMark } from '../adapters/postgres/keyring/keyring.ts';
import { maintainKeyring } from '../adapters/postgres/keyring/upkeep.ts';
import { postgresEventQueue } from '../adapters/postgres/queues/event-queue.ts';
import { postgresLogoutQueue } from '../adapters/postgres/queues/logout-queue.ts';
import { pendingNotices } from '../adapters/postgres/queues/notice-state.ts';
import { postgresOutbox } from '../adapters/postgres/queues/outbox.ts';
import { signOldRows } from '../adapters/postgres/repair/sign-old-rows.ts';
import { openCasesOfRights } from '../adapters/postgres/rights/cases-of-before.ts';
import { rightsDue } from '../adapters/postgres/rights/right-pages.ts';
import { tamperedRows } from '../adapters/postgres/row-mac/row-alarms.ts';
import { postgresSandboxPeople } from '../adapters/postgres/sandbox/sandbox-people.ts';
import { services, watchOutages } from '../adapters/registries/outages.ts';
import type { ProbeNeeds } from '../adapters/registries/probe-services.ts';
import { drawFiles } from '../adapters/rendering/draw-files.ts';
import { deriveSecrets, type KeyMaterial } from '../adapters/secrets.ts';
import { parseEmail } from '../domain/email.ts';
import type { Logos } from '../domain/logo.ts';
import { render } from '../http/views.ts';
import { catalogueOf, defaultLocale } from '../locales/locale.ts';
import { readClients } from '../oidc/clients/load.ts';
import { type ClientsWithLogos, withLogos } from '../oidc/clients/logos.ts';
import type { DeliveryNeeds } from '../oidc/notifications/deliver-due.ts';
import { EventRefused } from '../oidc/notifications/send-event.ts';
import { refusalLog } from '../oidc/refusal-log.ts';
import type { EventNotice } from '../ports/client-events.ts';
import type { Deps } from '../ports/deps.ts';
import type { DrawFile } from '../ports/files.ts';
import type { LogoutNotice, LogoutQueue } from '../ports/sessions.ts';
import type { AppOptions } from './app-options.ts';
import { saveLastRecords } from './client-records.ts';
import { couriersOf, mailboxOf, messageBreakers, messageProbes } from './couriers.ts';
import { createDeps } from './dependencies.ts';
import { describeFault } from './describe-fault.ts';
import { healthOf } from './health.ts';
import { loadSandboxJob } from './load-development.ts';
import { refuseForeignDatabase, refuseOtherRpId, refuseSharedSessions } from './own-database.ts';
import { bringUpToDate, refuseWideRole } from './own-schema.ts';
import { openPace, type Pace } from './pace.ts';
import { clientsOfPortal, machinesOf, type PortalNeeds } from './portal-clients.ts';
import { buildProviderHost } from './provider-host.ts';
import { registryProbes, simulatedRegistries } from './registries.ts';
import { inTurn } from './ticker.ts';

/** The running app: one request listener that stays the same while the provider behind it is replaced. */
export interface App {
  readonly deps: Deps;
  /** The implementation that hashes keys here. */
  readonly hashing: Hashing;
  readonly database: Database;
  readonly secrets: KeyMaterial;
  readonly worker: WorkerNeeds;
  readonly alarms: AlarmNeeds;
  readonly probing: ProbeNeeds;
  readonly logouts: DeliveryNeeds<LogoutNotice> & { readonly queue: LogoutQueue };
  readonly events: DeliveryNeeds<EventNotice>;
  readonly trail: TrailJobs;
  /** Whether anything is asked of this instance. */
  readonly pace: Pace;
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Builds the provider anew from the current keys and clients; the old one answers until the new one is ready. */
  rebuild(): Promise<void>;
  /** Rotates the keys that are due, and builds the provider anew if it was built with other keys. */
  rotateKeys(): Promise<void>;
  /** Restores the fictional people of a sandbox that were changed, and gives their names; none elsewhere. */
  restorePeople(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/**
 * Opens the app: schema, keys, registries, provider. Throws when something in the configuration or the clients is
 * wrong.
 */
export async function createApp(options: AppOptions): Promise<App> {
  const { config, connection, secretsKeys, log, now = () => new Date() } = options;
  const database = openDatabase(connection, undefined, options.databasePatience);
  const secrets = deriveSecrets(secretsKeys);
  await openSchema(database, options).catch(async (error: unknown) => {
    await database.close();
    throw readDatabaseError(error).meaning === 'unavailable' ? unavailable(error) : error;
  });
  const probes = { ...registryProbes(config, options.standIn), ...messageProbes(config) };
  const outages = watchOutages(
    now,
    services.filter((service) => !probes[service]),
    simulatedRegistries(config),
  );
  const logouts = postgresLogoutQueue(database, secrets, now);
  const hashing = await chooseHashing(options.hashEngine);
  const hashed = { ...options, hashEngine: hashing.engine };
  const draw =
    options.draw ?? drawFiles({ note: (note) => log[note.confinedBy ? 'info' : 'warn'](note, 'drawing of files') });
  const pace = openPace();
  const deps = await createDeps(hashed, database, secrets, { now, outages, logouts, draw, written: pace.stir });
  const trail = await openTrail(options, { database, secrets, now }, deps).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  await signOldRows({
    database,
    secrets,
    audit: deps.audit,
    now,
    say: (rows) => log.info(rows, 'rows of before were signed'),
  });
  const { opened, unverified } = await openCasesOfRights({ database, secrets, accounts: deps.accounts, now });
  if (opened + unverified > 0) log.info({ opened, unverified }, 'requests for rights became cases');
  const outbox = postgresOutbox(database, secrets, now);
  const mailbox = await mailboxOf(config, database, secrets, now);
  const breakers = messageBreakers(now);
  const failed = (fault: unknown) => log.error({ fault: describeFault(fault) }, 'state of the service');
  const health = healthOf(config, { database, outbox, outages, smsBreaker: breakers.sms, now, failed });
  const refused = refusalLog(
    {
      refused: (one) => log.warn(one, 'client refused'),
      more: (rest) => log.warn(rest, 'more refusals of a client'),
    },
    now,
  );
  const { documentPatience } = options;
  const readMailbox = mailbox?.list;
  const needs = { config, log, documentPatience, deps, database, secrets, health, logouts, readMailbox, refused };
  const portal = { deps, log };
  let clients = await clientsOf(options, draw, portal);
  let host = await buildProviderHost(needs, clients);
  const rebuild = async () => {
    const read = await clientsOf(options, draw, portal, clients.logos);
    host = await buildProviderHost(needs, read);
    clients = read;
  };
  const rotateKeys = async () => {
    await maintainKeyring({ database, secrets, audit: deps.audit }, now());
    // With the clients as they were accepted: a file that became wrong keeps no leaked key in use.
    if ((await keyringMark(database, secrets, now())) !== host.keysMark) host = await buildProviderHost(needs, clients);
  };
  // One after another: a provider with older keys never replaces one with newer keys.
  const next = inTurn();

  return {
    deps,
    hashing,
    database,
    secrets,
    worker: {
      outbox,
      couriers: couriersOf(config, mailbox),
      breakers,
      outages,
      sandbox: config.sandbox,
      texts: catalogueOf(defaultLocale),
      render,
      now,
      log,
    },
    alarms: {
      outbox,
      outages: outages.now,
      channels: outages.channels,
      pendingNotices: () => pendingNotices(database, now()),
      blockedCount: () => blockedCount(database, now()),
      changeRate: () => changeRate(database, now()),
      auditHead: trail.alarms,
      tamperedRows: () => tamperedRows(database, now()),
      rightsDue: () => rightsDue(database, now()),
      casesDue: () => deps.cases.due(now()),
      tell: alarmMails(deps, config.alertsTo.map(parseEmail)),
      log,
    },
    probing: { probes, outages, back: outbox.expedite },
    logouts: {
      what: 'back-channel logout',
      queue: logouts,
      send: (ended) => host.sendLogout(ended),
      permanentFailure: (error) => error instanceof EgressRefused,
      now,
      log,
    },
    events: {
      what: 'security event',
      queue: postgresEventQueue(database, secrets, now),
      send: (notice) => host.sendEvent(notice),
      permanentFailure: (error) => error instanceof EgressRefused || error instanceof EventRefused,
      now,
      log,
    },
    trail,
    pace,
    handle(request, response) {
      if (!isProbe(request.url)) pace.stir();
      void database.forRequest(() => host.handle(request, response));
    },
    rebuild: () => next(rebuild),
    rotateKeys: () => next(rotateKeys),
    restorePeople: () => restoreIn(options, deps, database),
    async close() {
      await saveLastRecords(deps, log);
      await database.close();
    },
  };
}

/** What monitoring asks all the time is no traffic. */
const isProbe = (url = ''): boolean => /^\/(?:live|ready|metrics)$/.test(url);

/** Where real people have accounts none is ever restored: the code of the job is not loaded. */
async function restoreIn({ config }: AppOptions, deps: Deps, database: Database): Promise<readonly string[]> {
  if (!config.sandbox) return [];
  const { restorePeople } = await loadSandboxJob(config);
  return restorePeople({ ...deps, people: postgresSandboxPeople(database) });
}

/** Brings the schema up to date, and refuses a database or a role that this server may not use. */
async function openSchema(database: Database, { config, connection, migrations }: AppOptions): Promise<void> {
  await refuseSharedSessions(database, connection);
  await bringUpToDate(database, { connection, migrations }, config);
  await refuseWideRole(database, config);
  await refuseForeignDatabase(database, config);
  await refuseOtherRpId(database, config);
}

/** Marks the end of the rows from before, and compares the trail with the head that was kept outside. */
async function openTrail(
  { config, log, trailHeadFile }: AppOptions,
  needs: Pick<TrailNeeds, 'database' | 'secrets' | 'now'>,
  { audit }: Deps,
): Promise<TrailJobs> {
  await beginSignedRows(needs.database, needs.secrets, audit);
  const file = trailHeadFile === undefined ? undefined : headFile(trailHeadFile);
  const begin = file && (await compareHead({ ...needs, file, log, production: config.production }));
  return trailJobs({ ...needs, file, log, begin });
}

/** Clients of the files, and those of the portal beside them. */
async function clientsOf(
  { config, env }: AppOptions,
  draw: DrawFile,
  portal: PortalNeeds,
  before?: Logos,
): Promise<ClientsWithLogos> {
  const { clientsDir: directory, production, fictional } = config;
  const files = await withLogos(readClients({ directory, production, fictional, env }), { directory, draw, before });
  const own = await clientsOfPortal(portal, config, files.clients, before);
  const clients = [...files.clients, ...own.clients, ...(await machinesOf(portal, files.clients))];
  return { clients, logos: new Map([...files.logos, ...own.logos]) };
}
