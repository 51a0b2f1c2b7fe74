import type { Account } from '../domain/account.ts';
import { instantOf } from '../domain/instant.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Deps } from '../ports/deps.ts';
import type { RightRequest } from '../ports/right-requests.ts';
import { messagesOf, notifyAccount, type SentNotices } from './notify-account.ts';
import type { ActsOnRight } from './rights-deps.ts';
import { wordsNamed } from './words-named.ts';

/** The dependencies for ending a block. */
export type BlockNeeds = Pick<Deps, 'accounts' | 'audit' | 'notifier' | 'cases' | 'now' | 'clientEvents' | 'rights'>;

/** Who ends a block, and why: a person of the agency gives reasons, or refused the request. */
export interface BlockEnd {
  readonly by: string | ActsOnRight;
  readonly visitor?: Visitor | undefined;
  readonly reasons?: string | undefined;
  readonly refused?: boolean | undefined;
}

/** Ends the block in force for an account, if there is one; part of the caller's transaction. */
export async function endBlockOf(deps: BlockNeeds, accountId: string, how: BlockEnd): Promise<void> {
  const block = await deps.rights.block(accountId);
  if (block) await endBlock(deps, block, how);
}

/** Ends a block and notifies the holder; part of the caller's transaction. `false` where it had ended before. */
export async function endBlock(
  deps: BlockNeeds,
  { id, accountId, folio }: RightRequest,
  how: BlockEnd,
): Promise<boolean> {
  const { by, visitor, reasons, refused } = how;
  const account = await deps.accounts.lock(accountId);
  if (!(await deps.rights.lift(id, reasons))) return false;
  const blocked = account?.state === 'suspendida' ? account : undefined;
  const sent = blocked && (await open(deps, blocked, { folio, reasons, refused }));
  await deps.audit.record({
    act: 'right.lifted',
    accountId,
    subject: account?.subject,
    visitor,
    details: {
      ...(typeof by === 'string' ? { by } : by),
      folio,
      ...(sent ? messagesOf(sent) : {}),
      ...wordsNamed(deps, { id }, reasons),
    },
  });
  return true;
}

/** The account works again: its clients and its holder are notified. */
async function open(
  deps: BlockNeeds,
  account: Account,
  about: Pick<BlockEnd, 'reasons' | 'refused'> & { readonly folio: string },
): Promise<SentNotices> {
  await deps.accounts.change(account.id, (latest) => ({ ...latest, state: 'activa' }));
  await deps.clientEvents.publish(account, 'account-enabled');
  return notifyAccount(deps, account, { kind: 'block-lifted', at: instantOf(deps.now()), ...about });
}
