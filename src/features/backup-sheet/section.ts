import { hasCard } from '../../account/dispute-pending-change.ts';
import { printedAmong } from '../../account/printed-codes.ts';
import type { FactorHolder } from '../../account/prove-factor.ts';
import type { SheetReason } from '../../account/sheet-reason.ts';
import { isSettled, settlesAt } from '../../domain/second-factor.ts';
import { momentOf } from '../../http/words/moments.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Credential } from '../../ports/credentials.ts';

/** What Seguridad and its page show of the sheet; undefined for a NIE, whose holder has no card to show with a code. */
export function sheetShown(
  texts: Catalogue,
  { account }: Pick<FactorHolder, 'account'>,
  { credentials, reason }: { readonly credentials: readonly Credential[]; readonly reason: SheetReason | undefined },
  now: Date,
) {
  if (!hasCard(account)) return { sheet: undefined };
  const codes = printedAmong(credentials, 'backup-code');
  const [first] = codes;
  return {
    sheet: {
      left: codes.length,
      reason,
      since: first && momentOf(texts, first.createdAt, now),
      from: first && !isSettled(first, now) ? texts.formats.instant(settlesAt(first)) : undefined,
    },
  };
}
