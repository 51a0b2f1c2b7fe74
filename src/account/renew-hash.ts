import type { Account } from '../domain/account.ts';
import type { Secret } from '../domain/key.ts';
import type { Deps } from '../ports/deps.ts';
import { Unavailable } from '../ports/unavailable.ts';
import type { Proven } from './prove-key.ts';

/**
 * The hash of a key that was proved, made again where it has other parameters, another pepper or another scheme than
 * today's, or was made of another form of the key; it waits in the lane of the key.
 */
export async function freshHash(
  { hasher }: Pick<Deps, 'hasher'>,
  { account: { id, keyHash }, lane, oldForm }: Pick<Proven, 'account' | 'lane' | 'oldForm'>,
  key: Secret,
): Promise<string> {
  return oldForm || hasher.isOld(keyHash) ? hasher.hash(key, { purpose: 'key', id }, lane) : keyHash;
}

/** Stores it in place of the old one, unless the key changed meanwhile; part of the caller's transaction, if any. */
export async function keepHash({ accounts }: Pick<Deps, 'accounts'>, account: Account, keyHash: string): Promise<void> {
  if (keyHash === account.keyHash) return;
  await accounts.change(account.id, (latest) => (latest.keyHash === account.keyHash ? { ...latest, keyHash } : latest));
}

/**
 * Makes the hash of a secret answer that was proved again, where it has other parameters, another pepper or another
 * scheme than today's; not where the question changed meanwhile, and at the next success where the queue is full.
 */
export async function renewAnswer(
  { hasher, accounts }: Pick<Deps, 'hasher' | 'accounts'>,
  { id, question }: Pick<Account, 'id' | 'question'>,
  answer: Secret,
): Promise<void> {
  if (!question || !hasher.isOld(question.answerHash)) return;
  const answerHash = await hasher.hash(answer, { purpose: 'answer', id }).catch(unlessFull);
  if (answerHash === undefined) return;
  await accounts.change(id, (latest) =>
    latest.question?.answerHash === question.answerHash
      ? { ...latest, question: { id: latest.question.id, answerHash } }
      : latest,
  );
}

function unlessFull(error: unknown): undefined {
  if (!(error instanceof Unavailable)) throw error;
}
