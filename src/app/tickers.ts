import type pino from 'pino';
import { endDueMandates } from '../account/end-mandate.ts';
import { readAgain } from '../account/representation.ts';
import { sendNextInvitation } from '../account/send-invitation.ts';
import { endAtSuspended, endUnconfirmed } from '../account/suspend-platform.ts';
import { watchCompanies } from '../account/watch-companies.ts';
import { wrapLegacyKeys } from '../account/wrap-legacy-keys.ts';
import { raiseAlarms } from '../adapters/messaging/alarms.ts';
import { deliverChannel } from '../adapters/messaging/worker.ts';
import { fillMailboxes } from '../adapters/postgres/accounts/mailbox-index.ts';
import { reap } from '../adapters/postgres/retention/reaper.ts';
import { applyRetention } from '../adapters/postgres/retention/retention.ts';
import { probeServices } from '../adapters/registries/probe-services.ts';
import { CONFIRMATION_HOURS } from '../domain/account.ts';
import { endCasesByTime } from '../features/cases/use-cases/end-by-time.ts';
import { endForEndedCompanies } from '../features/cases/use-cases/end-of-companies.ts';
import { noticeCredentials } from '../features/developers/machines/notice-credentials.ts';
import { noticeSecrets } from '../features/developers/use-cases/notice-secrets.ts';
import { wordsOfAct } from '../features/my-account/act-words.ts';
import { applyDueChange } from '../features/pending-changes/use-cases/apply-due-change.ts';
import { dataCopyWriter } from '../features/privacy/data-copy.ts';
import { makeExport } from '../features/privacy/use-cases/make-export.ts';
import { render } from '../http/views.ts';
import { newReference } from '../http/visitor.ts';
import { catalogueOf, defaultLocale } from '../locales/locale.ts';
import { deliverDue } from '../oidc/notifications/deliver-due.ts';
import { TamperedRow } from '../ports/tampered-row.ts';
import type { App } from './app.ts';
import { saveClientRecords } from './client-records.ts';
import { byPace, type Pace } from './pace.ts';
import { pollMsOf, type QueueTickers, type QueueWorker, startQueues } from './queue-tickers.ts';
import { faultReporter } from './report-fault.ts';
import { every, type Ticker } from './ticker.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What a request or a command made, and a user waits for. */
const SOON = { ms: 5 * SECOND, quietMs: MINUTE } as const;
/** What has no term: rows that are used no more, and those of before. */
const KEEPING = { ms: MINUTE, quietMs: 10 * MINUTE } as const;

/**
 * Starts every job of the server: queues, which a notification wakes, and others by the clock. Any number of instances
 * may run them.
 */
export function startTickers(app: App, log: pino.Logger, isListening: () => boolean): QueueTickers {
  const report = faultReporter({ database: app.database, log, now: app.deps.now });
  const failed = (what: string) => (error: unknown) => {
    log.error({ fault: String(error) }, `${what} failed`);
    if (error instanceof TamperedRow) report(newReference(), error);
  };
  // What a command writes is heard by an instance that listens; any other looks by itself.
  const pace: Pace = { ...app.pace, isQuiet: () => isListening() && app.pace.isQuiet() };
  const queues = startQueues(app.database, queueWorkers(app, failed), app.deps.now, () =>
    pace.isQuiet() ? MINUTE : pollMsOf(isListening()),
  );
  const paced = { ...app, pace };
  const others = [
    ...startChecks(paced, failed),
    ...startKeeping(paced, failed, log),
    ...startSandbox(app, failed, log),
  ];
  return {
    wake(change) {
      app.pace.stir();
      queues.wake(change);
    },
    async stop() {
      await Promise.all([queues.stop(), ...others.map((ticker) => ticker.stop())]);
    },
  };
}

type Failed = (what: string) => (error: unknown) => void;

/** What users and clients wait for. */
function queueWorkers({ worker, logouts, events, deps }: App, failed: Failed): readonly QueueWorker[] {
  const draw: typeof render = (view, locals) => render(view, { ...locals, sandbox: worker.sandbox });
  const one = (queue: QueueWorker['queue'], blockedMs: number, what: string, work: QueueWorker['work']) => ({
    queue,
    work,
    blockedMs,
    failed: failed(what),
  });
  const writeCopy = dataCopyWriter({
    texts: catalogueOf(defaultLocale),
    render: draw,
    sayAct: (row, client) => wordsOfAct(catalogueOf(defaultLocale), row, client),
  });
  return [
    one('mail', SECOND, 'delivery of mail', async () => (await deliverChannel(worker, 'mail')) > 0),
    one('sms', SECOND, 'delivery of SMS', async () => (await deliverChannel(worker, 'sms')) > 0),
    one('logouts', SECOND, 'telling of logouts', async () => (await deliverDue(logouts)) > 0),
    one('events', SECOND, 'telling of events', async () => (await deliverDue(events)) > 0),
    one('holds', 10 * SECOND, 'a request that waited', () => applyDueChange(deps)),
    one('exports', 2 * SECOND, 'a copy of data', () => makeExport(deps, writeCopy)),
  ];
}

/** Scheduled checks: registries and relays, the state of the service, companies that changed. */
function startChecks({ alarms, probing, deps, pace }: App, failed: Failed): readonly Ticker[] {
  return [
    every(MINUTE, () => probeServices(probing).then(() => false), failed('a look at the services')),
    every(MINUTE, () => raiseAlarms(alarms).then(() => false), failed('alarm')),
    every(MINUTE, () => readAgain(deps), failed('a second look at the SII')),
    every(8 * SECOND, () => watchCompanies(deps), failed('a look at companies in use')),
    byPace(pace, SOON, () => sendNextInvitation(deps), failed('an invitation')),
    byPace(pace, SOON, () => deps.files.scanNext(), failed('a look for viruses')),
  ];
}

/** Maintenance: seals of the trail, keys, old rows. */
function startKeeping(app: App, failed: Failed, log: pino.Logger): readonly Ticker[] {
  const { database, secrets, deps, rotateKeys, trail, pace } = app;
  const lapsed = () => new Date(deps.now().getTime() - CONFIRMATION_HOURS * 60 * MINUTE);
  const wrap = wrapLegacyKeys(deps, (rate) => log.info(rate, 'old keys wrapped'));
  return [
    // Each row that this instance or a command writes stirs it: a row waits a second for its seal, as ever.
    byPace(pace, { ms: SECOND, quietMs: MINUTE }, trail.seal, failed('sealing')),
    every(10 * SECOND, () => trail.keepHead().then(() => false), failed('keeping the head of the trail')),
    every(HOUR, () => mailHead(app), failed('the letter with the head of the trail')),
    // A lost notification, and a key that is due, are noticed within half a minute.
    every(30 * SECOND, () => rotateKeys().then(() => false), failed('turning of keys')),
    every(2 * SECOND, () => saveClientRecords(deps, log), failed('records of clients')),
    byPace(pace, KEEPING, wrap, failed('wrapping')),
    byPace(pace, KEEPING, () => fillMailboxes(database, secrets), failed('index of mailboxes')),
    byPace(pace, KEEPING, async () => (await reap(database, deps, lapsed())).more, failed('reaper')),
    every(MINUTE, () => deps.credentials.removeExpired(100), failed('ending of remembered browsers')),
    every(MINUTE, () => endCasesByTime(deps), failed('ending of cases')),
    byPace(pace, SOON, () => endAtSuspended(deps), failed('ending of what suspended clients have')),
    every(MINUTE, () => endUnconfirmed(deps), failed('ending of suspensions of one person')),
    every(MINUTE, () => endDueMandates(deps), failed('ending of mandates')),
    every(MINUTE, () => noticeSecrets(deps), failed('notices about secrets')),
    every(MINUTE, () => noticeCredentials(deps), failed('notices about credentials of machines')),
    every(MINUTE, () => endForEndedCompanies(deps), failed('ending of requests of closed companies')),
    every(DAY, () => applyTerms(app, log), failed('retention')),
  ];
}

/** A sandbox keeps its fictional people as they are published (docs/sandbox.md). */
function startSandbox({ worker, restorePeople }: App, failed: Failed, log: pino.Logger): readonly Ticker[] {
  if (!worker.sandbox) return [];
  const restore = async (): Promise<boolean> => {
    const people = await restorePeople();
    if (people.length > 0) log.info({ people }, 'fictional people restored');
    return false;
  };
  return [every(30 * SECOND, restore, failed('restoring of fictional people'))];
}

/** Checked each hour, sent once a day over all instances. */
async function mailHead({ trail, alarms }: App): Promise<boolean> {
  const mail = await trail.headLetter();
  if (mail) await alarms.tell(mail);
  return false;
}

async function applyTerms({ database, deps }: App, log: pino.Logger): Promise<boolean> {
  const { rows, more } = await applyRetention(database, deps.now());
  log.info(rows, 'terms of retention applied');
  return more;
}
