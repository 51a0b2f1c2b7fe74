import { type ChoosingBrowser, needsMailbox } from '../../account/mailbox-proof.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Deps } from '../../ports/deps.ts';
import type { ProvisionalKey } from '../../ports/provisional-keys.ts';
import { type Delivered, deliveriesOf } from '../words/deliveries.ts';

/** What a page that changes a provisional key shows of the code from the mailbox; undefined if none is needed (C6). */
export async function mailboxCodeOf(
  deps: Deps,
  sent: ProvisionalKey | undefined,
  where: ChoosingBrowser,
  message: string | undefined,
  texts: Catalogue,
): Promise<{ readonly delivery: Delivered | undefined } | undefined> {
  if (!sent || !(await needsMailbox(deps, sent, where))) return undefined;
  const [delivery] = message ? await deliveriesOf(deps, { mail: message }, texts) : [];
  return { delivery };
}
