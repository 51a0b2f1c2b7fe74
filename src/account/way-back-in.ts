import { type Stopped, type ThawedBy, thawedBy } from '../domain/stopped-account.ts';
import type { Deps } from '../ports/deps.ts';

/** What opens a stopped account again, and the page where it does: an address that anybody may know, and that acts on nothing. */
export function wayBackIn(
  { issuer }: Pick<Deps, 'issuer'>,
  account: Stopped,
): { readonly by: ThawedBy; readonly link?: string } {
  const by = thawedBy(account);
  return by === 'desk' ? { by } : { by, link: `${issuer}/recuperar/${account.profile}` };
}
