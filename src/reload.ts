import type pino from 'pino';
import type { House } from './compose.ts';
import { describeFault } from './describe-fault.ts';
import { ClientFileError } from './oidc/clients.ts';
import { oneAtATime, untilDone } from './ticker.ts';

/**
 * Reads keys and platforms anew when asked, once at a time. A platform's file that is wrong changes nothing: every
 * mistake is logged with file and field, and the platforms from before keep serving. Any other fault is tried again.
 */
export function reloader({ rebuild }: Pick<House, 'rebuild'>, log: pino.Logger): () => void {
  const reload = async (): Promise<void> => {
    try {
      await rebuild();
      log.info('keys and platforms read anew');
    } catch (error) {
      if (!(error instanceof ClientFileError)) throw error;
      for (const mistake of error.mistakes) log.error({ mistake }, 'platforms refused: those from before keep serving');
    }
  };
  return patiently(reload, 'reading of platforms failed', log);
}

/** What the bell brings about: keys turn, platforms are read anew; both when something may have been missed. */
export function answerer(house: Pick<House, 'rebuild' | 'turnKeys'>, log: pino.Logger): (what: string) => void {
  const reload = reloader(house, log);
  const turn = patiently(house.turnKeys, 'turning of keys failed', log);
  return (what) => {
    if (what !== 'clients') turn();
    if (what !== 'keys') reload();
  };
}

function patiently(job: () => Promise<void>, failure: string, log: pino.Logger): () => void {
  const failed = (error: unknown) => log.error({ fault: describeFault(error) }, failure);
  return oneAtATime(() => untilDone(job, 12, 5000, failed));
}
