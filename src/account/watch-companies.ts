import type { Rut } from '../domain/rut.ts';
import { rateLimits } from '../domain/throttle.ts';
import type { Deps } from '../ports/deps.ts';
import { NotPlausible, Unavailable } from '../ports/unavailable.ts';
import type { ChangeNeeds } from './apply-company-change.ts';
import { endAtFallen, type FallenNeeds } from './end-at-fallen.ts';
import { companyNow } from './representation.ts';

/** Age of an answer from which it is read again: with the rest of the ticker it is never older than a minute. */
const AGE_MS = 50_000;
/** Companies that are looked at, and readings, in one run. */
const LOOK = 200;
const MOST = 50;
/** Readings without an answer, one after the other, after which a run rests: the SII is silent. */
const SILENT = 3;

type WatchNeeds = ChangeNeeds & FallenNeeds & Pick<Deps, 'throttles'>;

/**
 * A job for a ticker: asks the SII again about companies in use, by members, clients or machines, the oldest answer first,
 * so that a representative who left is noticed within a minute also without a request. Where the company does not stand
 * any more, what its clients have ends. Each company is read once a minute, whichever process does it. Whether there
 * may be more.
 */
export async function watchCompanies(deps: WatchNeeds): Promise<boolean> {
  const due = await deps.companies.toWatch(new Date(deps.now().getTime() - AGE_MS), LOOK);
  let [read, silent] = [0, 0];
  for (const rut of due) {
    if (read === MOST || silent === SILENT) break;
    if (!(await isOurs(deps, rut))) continue;
    read += 1;
    silent = (await isAnswered(deps, rut)) ? 0 : silent + 1;
    await endAtFallen(deps, rut);
  }
  return read === MOST && silent < SILENT;
}

/** Whether no other process reads it at this time. */
const isOurs = async ({ throttles }: Pick<Deps, 'throttles'>, rut: Rut): Promise<boolean> =>
  (await throttles.consume(rateLimits.watchedCompanies, rut)).allowed;

/**
 * What is undone at once and what only an hour later is `noteCompany`'s. While the SII is silent nothing changes; an answer
 * that is not plausible is one, so that companies whose change waits keep no other from being read.
 */
async function isAnswered(deps: ChangeNeeds, rut: Rut): Promise<boolean> {
  try {
    await companyNow(deps, rut);
    return true;
  } catch (error) {
    if (error instanceof Unavailable) return error instanceof NotPlausible;
    throw error;
  }
}
