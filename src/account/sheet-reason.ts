import type { Account } from '../domain/account.ts';
import { confirmedMobile } from '../domain/contacts.ts';
import type { Deps } from '../ports/deps.ts';
import { hasCard } from './dispute-pending-change.ts';
import { isMailboxShared } from './shared-mailbox.ts';

/** Why a printed sheet is recommended. */
export type SheetReason = 'mobile' | 'mailbox';

/**
 * Why a printed sheet is recommended to a holder: no confirmed mobile, or a mailbox that many share (rules, Hoja de
 * respaldo). Undefined where another contact helps, and for a NIE, whose holder has no card to show with a code.
 */
export async function reasonForSheet(deps: Pick<Deps, 'accounts'>, account: Account): Promise<SheetReason | undefined> {
  if (!hasCard(account)) return undefined;
  if (!confirmedMobile(account)) return 'mobile';
  return (await isMailboxShared(deps, account)) ? 'mailbox' : undefined;
}
