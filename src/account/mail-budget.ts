import { blocksOf } from '../domain/network.ts';
import { Refusal } from '../domain/refusal.ts';
import { rateLimits } from '../domain/throttle.ts';
import type { Visitor } from '../ports/audit.ts';
import { consumeAll } from '../ports/consume-all.ts';
import type { Deps } from '../ports/deps.ts';

/** Links in the mailbox share one budget for (identifier, network) over all flows; throws `mail-paused`. */
export async function assertMailMayGo(
  { throttles }: Pick<Deps, 'throttles'>,
  who: string,
  { network }: Visitor,
): Promise<void> {
  const consumed = await consumeAll(throttles, [
    { rateLimit: rateLimits.recoveryByMailbox, by: [who, blocksOf(network).site] },
    { rateLimit: rateLimits.recoveryByNetwork, by: [network] },
    { rateLimit: rateLimits.recoveryByNetworkLonger, by: [network] },
  ]);
  if (!consumed.spent) return;
  await consumed.refund();
  const { rateLimit, until } = consumed.spent;
  throw new Refusal('mail-paused', { of: rateLimit.by === 'network' ? 'network' : 'identifier', until });
}
