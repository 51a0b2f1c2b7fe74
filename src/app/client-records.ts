import type pino from 'pino';
import type { Deps } from '../ports/deps.ts';

type Records = Pick<Deps, 'clientErrors' | 'clientFigures'>;
type Log = Pick<pino.Logger, 'warn'>;

/**
 * Stores errors and counts of clients, outside of any request; says in the log how many found no room. Where one cannot
 * be stored the other still is, and it throws: what could not be stored waits for the next time.
 */
export async function saveClientRecords({ clientErrors, clientFigures }: Records, log: Log): Promise<false> {
  const faults: unknown[] = [];
  const saved = (save: () => Promise<number>) =>
    save().catch((fault: unknown) => {
      faults.push(fault);
      return 0;
    });
  const lost = await saved(clientFigures.save);
  const dropped = await saved(clientErrors.save);
  if (lost > 0) log.warn({ lost }, 'counts of clients not kept');
  if (dropped > 0) log.warn({ dropped }, 'errors of clients not kept');
  if (faults.length > 0) throw faults[0];
  return false;
}

/** The same when the process ends: what still waits is lost, and the log says how much. */
export async function saveLastRecords(records: Records, log: Log): Promise<void> {
  await saveClientRecords(records, log).catch(() => {
    const [lost, dropped] = [records.clientFigures.waiting(), records.clientErrors.waiting()];
    log.warn({ lost, dropped }, 'counts and errors of clients lost at the end of the process');
  });
}
