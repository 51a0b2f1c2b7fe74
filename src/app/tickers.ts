import type pino from 'pino';
import { readAgain } from '../account/representation.ts';
import { wrapLegacyKeys } from '../account/wrap-legacy-keys.ts';
import { raiseAlarms } from '../adapters/messaging/alarms.ts';
import { deliverChannel } from '../adapters/messaging/worker.ts';
import { fillMailboxes } from '../adapters/postgres/accounts/mailbox-index.ts';
import { reap } from '../adapters/postgres/retention/reaper.ts';
import { applyRetention } from '../adapters/postgres/retention/retention.ts';
import { probeServices } from '../adapters/registries/probe-services.ts';
import { CONFIRMATION_HOURS } from '../domain/account.ts';
import { settleHold } from '../features/pending-changes/use-cases/settle-hold.ts';
import { makeExport } from '../features/privacy/use-cases/make-export.ts';
import { render } from '../http/views.ts';
import { newReference } from '../http/visitor.ts';
import { deliverDue } from '../oidc/notifications/deliver-due.ts';
import { TamperedRow } from '../ports/tampered-row.ts';
import type { App } from './app.ts';
import { faultReporter } from './report-fault.ts';
import { every, type Ticker } from './ticker.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Starts everything that the house does by itself; any number of instances may do it at once. */
export function startTickers(app: App, log: pino.Logger): readonly Ticker[] {
  const report = faultReporter({ database: app.database, log, now: app.deps.now });
  const failed = (what: string) => (error: unknown) => {
    log.error({ fault: String(error) }, `${what} failed`);
    if (error instanceof TamperedRow) report(newReference(), error);
  };
  return [...startTelling(app, failed), ...startKeeping(app, failed, log)];
}

type Failed = (what: string) => (error: unknown) => void;

/** What people and platforms wait for. */
function startTelling({ worker, alarms, probing, logouts, events, deps }: App, failed: Failed): readonly Ticker[] {
  const draw: typeof render = (view, locals) => render(view, { ...locals, sandbox: worker.sandbox });
  return [
    every(SECOND, async () => (await deliverChannel(worker, 'mail')) > 0, failed('delivery of mail')),
    every(SECOND, async () => (await deliverChannel(worker, 'sms')) > 0, failed('delivery of SMS')),
    every(SECOND, async () => (await deliverDue(logouts)) > 0, failed('telling of logouts')),
    every(SECOND, async () => (await deliverDue(events)) > 0, failed('telling of events')),
    every(MINUTE, () => probeServices(probing).then(() => false), failed('a look at the services')),
    every(MINUTE, () => raiseAlarms(alarms).then(() => false), failed('alarm')),
    every(10 * SECOND, () => settleHold(deps), failed('a request that waited')),
    every(MINUTE, () => readAgain(deps), failed('a second look at the SII')),
    every(2 * SECOND, () => makeExport(deps, draw), failed('a copy of data')),
  ];
}

/** What keeps the house in order: seals, keys, old rows. */
function startKeeping(app: App, failed: Failed, log: pino.Logger): readonly Ticker[] {
  const { database, secrets, deps, rotateKeys, trail } = app;
  const lapsed = () => new Date(deps.now().getTime() - CONFIRMATION_HOURS * 60 * MINUTE);
  const wrap = wrapLegacyKeys(deps, (rate) => log.info(rate, 'old keys wrapped'));
  return [
    every(SECOND, trail.seal, failed('sealing')),
    every(10 * SECOND, () => trail.keepHead().then(() => false), failed('keeping the head of the trail')),
    every(HOUR, () => tellHead(app), failed('the letter with the head of the trail')),
    // A bell that nobody heard, and a key whose day comes, are noticed within half a minute.
    every(30 * SECOND, () => rotateKeys().then(() => false), failed('turning of keys')),
    every(MINUTE, wrap, failed('wrapping')),
    every(MINUTE, () => fillMailboxes(database, secrets), failed('index of mailboxes')),
    every(MINUTE, async () => (await reap(database, deps, lapsed())).more, failed('reaper')),
    every(DAY, () => applyTerms(app, log), failed('retention')),
  ];
}

/** Asked each hour, told once a day over all instances. */
async function tellHead({ trail, alarms }: App): Promise<boolean> {
  const letter = await trail.headLetter();
  if (letter) await alarms.tell(letter);
  return false;
}

async function applyTerms({ database, deps }: App, log: pino.Logger): Promise<boolean> {
  const { rows, more } = await applyRetention(database, deps.now());
  log.info(rows, 'terms of retention applied');
  return more;
}
