import type { Account } from '../domain/account.ts';
import { Refusal } from '../domain/refusal.ts';
import { rateLimits } from '../domain/throttle.ts';
import { consumeEach, peekEach } from '../ports/consume-all.ts';
import type { Deps } from '../ports/deps.ts';
import type { ProvisionalKey } from '../ports/provisional-keys.ts';
import type { Spent } from '../ports/throttles.ts';
import { tryOfIdentifier } from './identifier-try.ts';
import type { KeyProof, KeyTry } from './key-proof.ts';
import { around } from './network-room.ts';
import { softBounds, type WorkDue, workDue } from './work-due.ts';

/**
 * Counts a try by the network, past a soft bound against work, then by the identifier. Throws `too-many-tries`,
 * `work-needed`, and what `tryOfIdentifier` throws; a refused try is not counted.
 */
export async function tryOfStranger(
  deps: Deps,
  proof: KeyProof,
  account: Account | undefined,
  outstanding: ProvisionalKey | undefined,
): Promise<KeyTry> {
  const { network } = proof.visitor;
  const consumed = await consumeEach(deps.throttles, around(rateLimits.loginFailuresHourly, network, 'hard'));
  try {
    const hard = around(rateLimits.scanByNetwork, network, 'hard');
    const seen = await peekEach(deps.throttles, [...hard, ...softBounds(network)]);
    assertWithin([...consumed.counted, ...seen.slice(0, hard.length)]);
    const lane = (await paysWithWork(deps, proof, workDue(seen.slice(hard.length)))) ? 'paid' : 'stranger';
    const { otherwise, counted, end } = await tryOfIdentifier(deps, proof, account, outstanding);
    const refunded = [...consumed.counted, ...(counted.refunded ?? [])];
    return { by: 'stranger', lane, otherwise, counted: { ...counted, refunded }, end };
  } catch (error) {
    // Refused before the hash: no key was judged.
    await consumed.refund();
    throw error;
  }
}

function assertWithin(all: readonly Spent[]): void {
  const spent = all.filter(({ allowed }) => !allowed);
  if (spent.length === 0) return;
  throw new Refusal('too-many-tries', { until: new Date(Math.max(...spent.map(({ until }) => until.getTime()))) });
}

/** Past the soft bound a try pays with work; where the form cannot ask for work, it waits. False where none is due. */
async function paysWithWork(
  deps: Deps,
  { asking, visitor: { network } }: KeyProof,
  due: WorkDue | undefined,
): Promise<boolean> {
  if (!due) return false;
  if (!asking) throw new Refusal('too-many-tries', { until: due.until });
  const place = { form: LOG_IN_WORK, browser: asking.browser, network };
  if (await deps.proofOfWork.accept(place, asking.work, due.bits)) return true;
  throw new Refusal('work-needed');
}

/** Name of the sign-in's form, to which work is bound. */
export const LOG_IN_WORK = 'log-in';
