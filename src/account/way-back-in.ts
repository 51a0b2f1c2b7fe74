import { type Stopped, type ThawedBy, thawedBy } from '../domain/stopped-account.ts';
import type { Deps } from '../ports/deps.ts';

/** What opens a stopped account again, and the page where it does: a public address, which changes nothing. */
export function wayBackIn(
  { issuer }: Pick<Deps, 'issuer'>,
  account: Stopped,
): { readonly by: ThawedBy; readonly link?: string } {
  const by = thawedBy(account);
  return by === 'desk' ? { by } : { by, link: `${issuer}/recuperar/${account.profile}` };
}
