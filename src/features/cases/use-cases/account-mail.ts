import type { Account } from '../../../domain/account.ts';
import type { CaseKind } from '../../../domain/cases/kinds/kinds.ts';
import { needsAccountMail } from '../../../domain/cases/seen-at-counter.ts';
import { type Email, mailboxOf } from '../../../domain/email.ts';
import { Refusal } from '../../../domain/refusal.ts';

/** What a counter typed. */
interface Typed {
  readonly kind: CaseKind;
  readonly accountMail?: Email | undefined;
}

/**
 * The person names the e-mail of the account that their document will prove: another one's account, made with their
 * number, has another mailbox (rules, Squatting). What is on file is compared and not shown. Throws `counter-account`.
 */
export function assertAccountMail(typed: Typed, account: Account | undefined): void {
  if (!needsAccountMail(typed, account)) return;
  if (!typed.accountMail) throw new Refusal('counter-account', { why: 'missing' });
  const onFile = accountMailOf(typed, account);
  if (!onFile || mailboxOf(onFile) !== mailboxOf(typed.accountMail)) throw new Refusal('counter-account');
}

/** The e-mail on file of an account that a document at the counter would prove. */
export const accountMailOf = (typed: Pick<Typed, 'kind'>, account: Account | undefined): Email | undefined =>
  needsAccountMail(typed, account) ? account?.personal.email : undefined;
