import type { ContestReceipt } from '../../domain/contest-receipt.ts';
import { isCardRecent } from '../../domain/identity.ts';
import type { RecoveringProfile } from '../../domain/recovery.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Deps } from '../../ports/deps.ts';
import type { StoredRecovery } from '../../ports/recoveries.ts';

type Locals = Readonly<Record<string, unknown>>;

/** The result of a contest, for the page of its outcome. */
export function receiptLocals(
  { formats, pages }: Catalogue,
  receipt: ContestReceipt,
  profile: RecoveringProfile,
): Locals & { readonly title: string } {
  const { outcome, folio, until, request } = receipt;
  return {
    title: pages.recovery.contested[outcome],
    outcome,
    profile,
    folio,
    until: until && formats.instant(new Date(until)),
    request: request && `/solicitud/${request}?recibida`,
  };
}

/**
 * Whether the last page of a recovery shows that the account was never proved, and whether its button is still usable.
 */
export function unprovedLocals({ now }: Pick<Deps, 'now'>, { unproved, card, cardAt }: StoredRecovery): Locals {
  const shownAt = cardAt === undefined ? undefined : new Date(cardAt);
  return { unproved: unproved === true && card, mayDeny: unproved === true && card && isCardRecent(shownAt, now()) };
}
