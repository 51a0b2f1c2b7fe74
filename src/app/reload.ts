import type pino from 'pino';
import { atMostEvery } from '../adapters/at-most-every.ts';
import type { Change } from '../adapters/postgres/database/notifications.ts';
import { clientMistakeText } from '../locales/es-CL/operator/clients.ts';
import { ClientFileError } from '../oidc/clients/load.ts';
import type { App } from './app.ts';
import { describeFault } from './describe-fault.ts';
import { oneAtATime, untilDone } from './ticker.ts';

/**
 * Reads keys and clients anew when asked, once at a time. A wrong client file changes nothing: every mistake is logged
 * with file and field, and the former clients stay registered. Any other fault is tried again.
 */
export function clientReload({ rebuild }: Pick<App, 'rebuild'>, log: pino.Logger): () => void {
  const reload = async (): Promise<void> => {
    try {
      await rebuild();
      log.info('keys and platforms read anew');
    } catch (error) {
      if (!(error instanceof ClientFileError)) throw error;
      for (const mistake of error.mistakes.map(clientMistakeText))
        log.error({ mistake }, 'platforms refused: those from before keep serving');
    }
  };
  return patiently(reload, 'reading of platforms failed', log);
}

/**
 * Milliseconds in which each kind of notification is answered once at most, because any role of the database may send
 * them. A check of the keys builds nothing if they are the same; reading the clients builds the provider anew each
 * time.
 */
const REST_MS = { keys: 1000, clients: 3000 } as const;

/** Milliseconds in which unknown notifications are logged once. */
const QUIET_MS = 60_000;

/**
 * The effect of a notification: keys are rotated, clients are read anew; both when one may have been missed. Each at
 * once after a rest, else at the end of the rest. Queues are woken elsewhere (`queue-tickers.ts`).
 */
export function changeSubscriber(
  app: Pick<App, 'rebuild' | 'rotateKeys'>,
  log: pino.Logger,
  rest: Readonly<Record<'keys' | 'clients', number>> = REST_MS,
): (what: Change) => void {
  const reload = atMostEvery(rest.clients, clientReload(app, log));
  const turn = atMostEvery(rest.keys, patiently(app.rotateKeys, 'turning of keys failed', log));
  return (what) => {
    if (what === 'keys' || what === 'missed') turn();
    if (what === 'clients' || what === 'missed') reload();
  };
}

/** Counts unknown notifications of the channel, and logs their number once a minute at most; never their text. */
export function unknownNotifications(log: pino.Logger, quietMs = QUIET_MS): () => void {
  let times = 0;
  const tell = atMostEvery(quietMs, () => {
    log.warn({ times }, 'notifications ignored: some role of the database sends what is no word of the channel');
    times = 0;
  });
  return () => {
    times += 1;
    tell();
  };
}

function patiently(job: () => Promise<void>, failure: string, log: pino.Logger): () => void {
  const failed = (error: unknown) => log.error({ fault: describeFault(error) }, failure);
  return oneAtATime(() => untilDone(job, 12, 5000, failed));
}
