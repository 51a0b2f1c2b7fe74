import type pino from 'pino';
import type { Deps } from '../ports/deps.ts';

/** Stores errors and counts of clients, outside of any request; says in the log how many errors found no room. */
export async function saveClientRecords(
  { clientErrors, clientFigures }: Pick<Deps, 'clientErrors' | 'clientFigures'>,
  log: Pick<pino.Logger, 'warn'>,
): Promise<false> {
  await clientFigures.save();
  const dropped = await clientErrors.save();
  if (dropped > 0) log.warn({ dropped }, 'errors of clients not kept');
  return false;
}
