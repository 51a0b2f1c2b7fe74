import type { Account } from '../domain/account.ts';
import type { Deps } from '../ports/deps.ts';
import type { Recipient } from '../ports/notifier.ts';

const DAYS = 10;

/**
 * The address of "No fui yo" in a notice to one contact: freezes this account, once, within ten days, and only while
 * that contact is on file or was replaced less than seven days ago (floor 7).
 */
export async function disavowLink(
  { links, issuer, now }: Pick<Deps, 'links' | 'issuer' | 'now'>,
  { id }: Pick<Account, 'id'>,
  to: Recipient['to'],
): Promise<string> {
  const until = new Date(now().getTime() + DAYS * 24 * 3_600_000);
  return `${issuer}/no-fui-yo/${await links.issue('disavow', id, until, undefined, { contact: to })}`;
}
