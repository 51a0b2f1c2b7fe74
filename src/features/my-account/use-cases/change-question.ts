import { disavowLink } from '../../../account/disavow-link.ts';
import { doneNow } from '../../../account/done-now.ts';
import { restsUntil } from '../../../account/mailbox-rest.ts';
import { type NoticeFor, notifyAccount } from '../../../account/notify-account.ts';
import { notifyReplaced } from '../../../account/notify-replaced.ts';
import { whoActed } from '../../../account/who-acted.ts';
import type { Account } from '../../../domain/account.ts';
import { Secret } from '../../../domain/key.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { accountStopped } from '../../../domain/stopped-account.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';

/**
 * Stores another secret question and answer, for a signed-in user who proved the key again; the account holder is
 * notified; `actor` is who acts for a company. Under the stricter policy there is none (C2): `form-stale`, because no
 * page asks it. Throws `account-frozen`, `key-stale` where the key was changed meanwhile, and `question-rests` for some
 * days after a link in the mailbox.
 */
export async function changeQuestion(
  deps: Deps,
  { id, keyChangedAt }: Pick<Account, 'id' | 'keyChangedAt'>,
  question: { readonly id: number; readonly answer: string; readonly actor?: string | undefined },
  visitor: Visitor,
): Promise<void> {
  if (!deps.policy.asksQuestion) throw new Refusal('form-stale');
  const answerHash = await deps.hasher.hash(new Secret(question.answer), { purpose: 'answer', id });
  await deps.atomically(async () => {
    const account = await deps.accounts.lock(id);
    if (account?.state !== 'activa') throw accountStopped(account, deps.now());
    if (account.keyChangedAt.getTime() !== keyChangedAt.getTime()) throw new Refusal('key-stale');
    const until = await restsUntil(deps, id);
    if (until) throw new Refusal('question-rests', { until });
    await deps.accounts.change(id, (latest) => ({ ...latest, question: { id: question.id, answerHash } }));
    const { subject } = account;
    const details = question.actor === undefined ? {} : { actor: question.actor };
    await deps.audit.record({ act: 'question.changed', accountId: id, subject, visitor, details });
    const done = doneNow(deps, visitor, await whoActed(deps, account, question.actor));
    const notice: NoticeFor = async (to) => ({
      kind: 'question-changed',
      ...done,
      link: await disavowLink(deps, account, to),
    });
    await notifyReplaced(deps, account, notice);
    await notifyAccount(deps, account, notice);
  });
}
