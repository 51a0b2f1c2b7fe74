import { type ChoosingBrowser, needsMailbox } from '../../account/mailbox-proof.ts';
import type { ProvisionalKey } from '../../ports/provisional-keys.ts';
import type { World } from '../../ports/world.ts';
import { type Delivered, deliveriesOf } from '../words/deliveries.ts';

/** What a page that changes a provisional key shows of the code from the mailbox; undefined where none is needed (C6). */
export async function mailboxCodeOf(
  world: World,
  sent: ProvisionalKey | undefined,
  where: ChoosingBrowser,
  message: string | undefined,
): Promise<{ readonly delivery: Delivered | undefined } | undefined> {
  if (!sent || !(await needsMailbox(world, sent, where))) return undefined;
  const [delivery] = message ? await deliveriesOf(world, { mail: message }) : [];
  return { delivery };
}
