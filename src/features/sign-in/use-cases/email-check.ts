import type { Account, EmailCheck } from '../../../domain/account.ts';
import { asksAboutEmail } from '../../../domain/email-check.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';

interface Signing {
  readonly account: Account;
  /** How it was signed in: a provisional key follows a recovery. */
  readonly by: 'key' | 'provisional-key' | 'passkey';
}

/**
 * Whether a sign-in that is complete asks if the e-mail on file is still used: never after a recovery, and not while a
 * request about the account waits.
 */
export async function isEmailAsked({ pendingChanges, now }: Deps, { account, by }: Signing): Promise<boolean> {
  if (by === 'provisional-key' || !asksAboutEmail(account, now())) return false;
  return (await pendingChanges.allWaiting(account.id)).length === 0;
}

/** Keeps an answer with the account; that the e-mail is used is written into the trail too. */
export async function answerEmailCheck(
  deps: Deps,
  { account, actor }: { readonly account: Account; readonly actor: string | undefined },
  answer: EmailCheck['answer'],
  visitor: Visitor,
): Promise<void> {
  const { id: accountId, subject } = account;
  const emailCheck = { at: deps.now().toISOString(), answer };
  await deps.atomically(async () => {
    await deps.accounts.change(accountId, (latest) => ({ ...latest, personal: { ...latest.personal, emailCheck } }));
    if (answer !== 'used') return;
    await deps.audit.record({ act: 'email.kept', accountId, subject, visitor, details: actor ? { actor } : {} });
  });
}
