import type { Account } from '../domain/account.ts';
import { neverProved } from '../domain/identity.ts';
import type { Visitor } from '../ports/audit.ts';
import type { World } from '../ports/world.ts';
import { disavowLink } from './disavow-link.ts';
import { doneNow } from './done-now.ts';
import { contestPage } from './take-back.ts';
import { type NoticeFor, tellRepresentative } from './tell-holder.ts';
import { tellReplaced } from './tell-replaced.ts';

/**
 * The representative hears of every recovery of the company's key, with a link that freezes it (C12), and so do contacts
 * that were replaced less than seven days ago. At an account that was never proved the way of its representative against a
 * card is the card.
 */
export async function tellRecovery(
  world: World,
  account: Account,
  shown: { readonly card: boolean },
  visitor: Visitor,
): Promise<void> {
  if (shown.card && neverProved(account)) {
    const notice = { kind: 'recovery-unproved', ...doneNow(world, visitor), link: contestPage(world) } as const;
    return tellRepresentative(world, account, notice);
  }
  const told =
    (kind: 'recovery-asked' | 'recovery-warned'): NoticeFor =>
    async (to) => ({ kind, ...doneNow(world, visitor), link: await disavowLink(world, account, to) });
  await tellReplaced(world, account, told('recovery-warned'));
  await tellRepresentative(world, account, told('recovery-asked'));
}
