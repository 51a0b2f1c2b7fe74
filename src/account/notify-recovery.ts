import type { Account } from '../domain/account.ts';
import { confirmedRepresentativeEmail } from '../domain/contacts.ts';
import { neverProved } from '../domain/identity.ts';
import type { Rut } from '../domain/rut.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Deps } from '../ports/deps.ts';
import type { Recipient } from '../ports/notifier.ts';
import { disavowLink } from './disavow-link.ts';
import { doneNow } from './done-now.ts';
import { lostLately } from './factor-loss.ts';
import {
  contactsOfAccount,
  eachOnce,
  type NoticeFor,
  notifyAccount,
  notifyRepresentative,
  recipientsOf,
} from './notify-account.ts';
import { notifyReplaced } from './notify-replaced.ts';
import { contestPage } from './take-back.ts';
import { representativeOf } from './who-acted.ts';

/** A recovery to notify. */
interface NotifiedRecovery {
  /** Whether the card was shown for it. */
  readonly card: boolean;
  /** RUN of the representative that was named in it, where it is a company's. */
  readonly representative?: Rut | undefined;
  /** Recipients of another message about it: the key itself, or the pending change. */
  readonly besides: readonly Recipient[];
}

/**
 * Notifies the representative of every recovery of the company's key, with a link that freezes it (C12), and contacts
 * that were replaced less than seven days ago; for seven days after a lost factor ended also every contact on file. In
 * an account that was never proved its representative can oppose a card only by the card.
 */
export async function notifyRecovery(
  deps: Deps,
  account: Account,
  { card, representative, besides }: NotifiedRecovery,
  visitor: Visitor,
): Promise<void> {
  const done = doneNow(deps, visitor, representative && (await representativeOf(deps, account, representative)));
  if (card && neverProved(account)) {
    const notice = { kind: 'recovery-unproved', ...done, link: contestPage(deps, account) } as const;
    return notifyRepresentative(deps, account, notice, besides);
  }
  const about =
    (kind: 'recovery-asked' | 'recovery-warned' | 'recovery-after-loss'): NoticeFor =>
    async (to) => ({ kind, ...done, link: await disavowLink(deps, account, to) });
  await notifyReplaced(deps, account, about('recovery-warned'));
  const lost = await lostLately(deps, account);
  if (lost) await notifyAccount(deps, account, about('recovery-after-loss'));
  const told = lost ? [...besides, ...contactsOfAccount(account)] : besides;
  await notifyRepresentative(deps, account, about('recovery-asked'), told);
}

/**
 * «No fui yo» for the mail of a recovery itself, where the company's representative reads the same mailbox and gets no
 * other mail; undefined in all other cases, for a stopped account, and where only the card can oppose a card.
 */
export async function disavowOfRepresentative(
  deps: Deps,
  account: Account,
  { proved, mail }: { readonly proved: boolean; readonly mail: boolean },
): Promise<string | undefined> {
  const theirs = recipientsOf([confirmedRepresentativeEmail(account)], []);
  const apart = eachOnce(theirs, recipientsOf([account.personal.email], []));
  if (!mail || theirs.length === apart.length) return undefined;
  if (account.state === 'congelada' || (proved && neverProved(account))) return undefined;
  return disavowLink(deps, account, account.personal.email);
}
