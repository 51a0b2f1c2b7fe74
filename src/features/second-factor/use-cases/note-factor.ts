import { disavowLink } from '../../../account/disavow-link.ts';
import { doneNow } from '../../../account/done-now.ts';
import { type NoticeFor, notifyAccount } from '../../../account/notify-account.ts';
import { notifyReplaced } from '../../../account/notify-replaced.ts';
import type { FactorHolder } from '../../../account/prove-factor.ts';
import { whoActed } from '../../../account/who-acted.ts';
import type { FactorKind } from '../../../domain/second-factor.ts';
import type { Act, Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { Done, Notice } from '../../../ports/notice.ts';

/** Writes into the trail that a factor was added or removed, and tells every contact (floor 10). */
export async function noteFactor(
  deps: Deps,
  holder: FactorHolder,
  change: 'added' | 'removed',
  factor: FactorKind,
  visitor: Visitor,
): Promise<void> {
  await record(deps, holder, `factor.${change}`, { factor }, visitor);
  await tell(deps, holder, visitor, (about) => ({ kind: `factor-${change}`, factor, ...about }));
}

/** The same of new printed codes, which stand for a factor. */
export async function noteCodes(deps: Deps, holder: FactorHolder, count: number, visitor: Visitor): Promise<void> {
  await record(deps, holder, 'recovery-codes.made', { count }, visitor);
  await tell(deps, holder, visitor, (about) => ({ kind: 'recovery-codes-made', ...about }));
}

async function record(
  { audit }: Pick<Deps, 'audit'>,
  { account: { id: accountId, subject }, actor }: FactorHolder,
  act: Act,
  what: Readonly<Record<string, string | number>>,
  visitor: Visitor,
): Promise<void> {
  await audit.record({ act, accountId, subject, visitor, details: { ...what, ...(actor ? { actor } : {}) } });
}

/** When it was done, with what device, and the link that stops the account. */
type About = Done & { readonly link: string };

async function tell(
  deps: Deps,
  { account, actor }: FactorHolder,
  visitor: Visitor,
  noticeOf: (about: About) => Notice,
): Promise<void> {
  const done = doneNow(deps, visitor, await whoActed(deps, account, actor));
  const notice: NoticeFor = async (to) => noticeOf({ ...done, link: await disavowLink(deps, account, to) });
  await notifyReplaced(deps, account, notice);
  await notifyAccount(deps, account, notice);
}
