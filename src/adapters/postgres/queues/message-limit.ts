import { rateLimits } from '../../../domain/throttle.ts';
import { consumeAll } from '../../../ports/consume-all.ts';
import type { Notice } from '../../../ports/notice.ts';
import type { AskedBy } from '../../../ports/notifier.ts';
import type { Throttles } from '../../../ports/throttles.ts';

/**
 * Classes of messages with budgets of their own, so that messages that a stranger causes never delay those that follow
 * a proof.
 */
type MessageClass = 'stranger' | 'link' | 'proof' | 'code' | 'desk';

/**
 * Messages that any caller can cause by a form, and their class (floor 8). A notice of an act to the account holder is
 * in none and is always sent: otherwise a thief would send keys until the warning is withheld.
 */
const classes: Readonly<Partial<Record<Notice['kind'], MessageClass>>> = {
  'confirm-email': 'stranger',
  'card-needed': 'stranger',
  'company-registered': 'stranger',
  'registration-attempted': 'stranger',
  'contact-confirm': 'stranger',
  'representative-confirm': 'stranger',
  // A link to the own mailbox is what an owner needs where strangers spent the rest: registrations use none of it.
  'mailbox-link': 'link',
  'thaw-at-desk': 'link',
  'provisional-key': 'proof',
  'recovery-link': 'proof',
  'recovery-code': 'proof',
  'update-code': 'proof',
  // Three a day for (account, purpose) besides: see account-code.ts.
  'account-code': 'code',
  // A stranger who telephones can cause it; the agents' own limits are in features/caller.
  'caller-check': 'desk',
};

/** Whether messages of a kind have a budget: they hold a key, a code or the link of a journey, or a stranger causes them. */
export const isLimited = (kind: Notice['kind']): boolean => classes[kind] !== undefined;

/**
 * The recipient of a message: the account by its identifier, and the mailbox or number in the form that all its
 * spellings share.
 */
interface MessageTo {
  readonly holder: string;
  readonly mailbox: string;
}

/**
 * Counts a message: 3 in 10 minutes and 6 a day for (account, mailbox), 60 a day for the mailbox, each for its class.
 * Gives until when it is withheld; undefined where it may be sent.
 */
export async function withheldUntil(
  throttles: Throttles,
  kind: Notice['kind'],
  { holder, mailbox }: MessageTo,
  asked?: AskedBy,
): Promise<Date | undefined> {
  const found = classes[kind];
  if (!found) return undefined;
  const name = asked ? `${found}:${asked}` : found;
  // The longest first: where both are spent, the page shows when the day is over.
  const consumed = await consumeAll(throttles, [
    { rateLimit: rateLimits.messageByRecipientDaily, by: [name, holder, mailbox] },
    { rateLimit: rateLimits.messageByRecipient, by: [name, holder, mailbox] },
    { rateLimit: rateLimits.messageByMailboxDaily, by: [name, mailbox] },
  ]);
  if (!consumed.spent) return undefined;
  await consumed.refund();
  return consumed.spent.until;
}
