import { Refusal } from '../../../domain/refusal.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { Losing } from './losing.ts';
import { lossWay } from './loss-way.ts';

/**
 * Throws where card and code open nothing to a holder: `hold-waiting` while their request waits, `factor-rests`, and
 * `document-at-desk` where the desk or a contest decides.
 */
export async function assertProofsOpen(deps: Deps, who: Losing): Promise<void> {
  const open = await lossWay(deps, who);
  if (open.way === 'proofs') return;
  if (open.way === 'waiting') throw new Refusal('hold-waiting');
  if (open.way === 'rests') throw new Refusal('factor-rests', { until: open.until });
  throw new Refusal('document-at-desk');
}
