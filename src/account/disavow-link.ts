import type { Account } from '../domain/account.ts';
import type { World } from '../ports/world.ts';

const DAYS = 10;

/** The address of "No fui yo" in a notice: freezes this account, once, within ten days. */
export async function disavowLink(
  { links, issuer, now }: Pick<World, 'links' | 'issuer' | 'now'>,
  { id }: Pick<Account, 'id'>,
): Promise<string> {
  const until = new Date(now().getTime() + DAYS * 24 * 3_600_000);
  return `${issuer}/no-fui-yo/${await links.issue('disavow', id, until)}`;
}
