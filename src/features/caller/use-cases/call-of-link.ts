import { Refusal } from '../../../domain/refusal.ts';
import type { Link } from '../../../ports/accounts.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { DeskCall } from '../../../ports/desk-calls.ts';

/** The check that a link is about; changes nothing. Throws `link-spent` where it does not wait any more. */
export async function callOfLink(
  { links, deskCalls }: Pick<Deps, 'links' | 'deskCalls'>,
  token: string,
): Promise<{ readonly link: Link; readonly call: DeskCall }> {
  const link = await links.peek('desk-call', token);
  const call = link?.about === undefined ? undefined : await deskCalls.find(link.about);
  if (!link || call?.state !== 'enviada' || call.accountId !== link.accountId) throw new Refusal('link-spent');
  return { link, call };
}
