import type { Account } from '../domain/account.ts';
import { PlainKey } from '../domain/key.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Visitor } from '../ports/audit.ts';
import type { World } from '../ports/world.ts';
import { disavowLink } from './disavow-link.ts';
import { hourOf } from './hour.ts';
import { tellHolder } from './tell-holder.ts';
import { tellReplaced } from './tell-replaced.ts';

/**
 * Puts another secret question and answer on file, for somebody who is signed in and proved the key again; the holder is
 * told. Under the stricter policy there is none (C2): `form-stale`, for no page asks it. Throws `account-frozen`.
 */
export async function changeQuestion(
  world: World,
  { id }: Pick<Account, 'id'>,
  question: { readonly id: number; readonly answer: string },
  visitor: Visitor,
): Promise<void> {
  if (!world.policy.asksQuestion) throw new Refusal('form-stale');
  const answerHash = await world.hasher.hash(new PlainKey(question.answer));
  await world.atomically(async () => {
    const account = await world.accounts.change(id, (latest) => latest);
    if (account?.state !== 'activa') throw new Refusal('account-frozen');
    await world.accounts.change(id, (latest) => ({ ...latest, question: { id: question.id, answerHash } }));
    await world.audit.record({ act: 'question.changed', accountId: id, subject: account.subject, visitor });
    const link = await disavowLink(world, account);
    const notice = {
      kind: 'question-changed',
      at: hourOf(world.now()),
      device: visitor.device,
      network: visitor.network,
      link,
    } as const;
    await tellReplaced(world, account, notice);
    await tellHolder(world, account, notice);
  });
}
