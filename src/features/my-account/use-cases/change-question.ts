import { disavowLink } from '../../../account/disavow-link.ts';
import { doneNow } from '../../../account/done-now.ts';
import { restsUntil } from '../../../account/mailbox-rest.ts';
import { type NoticeFor, notifyAccount } from '../../../account/notify-account.ts';
import { notifyReplaced } from '../../../account/notify-replaced.ts';
import { assertProved, type ProvedHolder } from '../../../account/proved-holder.ts';
import { stoppedNow } from '../../../account/stopped-now.ts';
import { whoActed } from '../../../account/who-acted.ts';
import { Secret } from '../../../domain/key.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';

/**
 * Stores another secret question and answer, for a signed-in user who proved key and factor again; the account holder
 * is notified. Under the stricter policy there is none (C2): `form-stale`, because no page asks it. Throws
 * `account-frozen`, `key-stale` where the key was changed meanwhile, `factor-unproved`, and `question-rests` for some days
 * after a link in the mailbox.
 */
export async function changeQuestion(
  deps: Deps,
  proved: ProvedHolder,
  question: { readonly id: number; readonly answer: string },
  visitor: Visitor,
): Promise<void> {
  if (!deps.policy.asksQuestion) throw new Refusal('form-stale');
  const { actor } = proved;
  const { id, keyChangedAt } = proved.account;
  const answerHash = await deps.hasher.hash(new Secret(question.answer), { purpose: 'answer', id });
  await deps.atomically(async () => {
    const account = await deps.accounts.lock(id);
    if (account?.state !== 'activa') throw await stoppedNow(deps, account);
    if (account.keyChangedAt.getTime() !== keyChangedAt.getTime()) throw new Refusal('key-stale');
    await assertProved(deps, proved, { account, actor });
    const until = await restsUntil(deps, id);
    if (until) throw new Refusal('question-rests', { until });
    await deps.accounts.change(id, (latest) => ({ ...latest, question: { id: question.id, answerHash } }));
    const { subject } = account;
    const details = actor === undefined ? {} : { actor };
    await deps.audit.record({ act: 'question.changed', accountId: id, subject, visitor, details });
    const done = doneNow(deps, visitor, await whoActed(deps, account, actor));
    const notice: NoticeFor = async (to) => ({
      kind: 'question-changed',
      ...done,
      link: await disavowLink(deps, account, to),
    });
    await notifyReplaced(deps, account, notice);
    await notifyAccount(deps, account, notice);
  });
}
