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
  const failed = (error: unknown) => log.error({ fault: describeFault(error) }, 'rebuild failed');
  return oneAtATime(() => untilDone(reload, 12, 5000, failed));
}
