import { takeBack } from '../../src/account/take-back.ts';
import type { Account } from '../../src/domain/account.ts';
import { dayOf } from '../../src/domain/working-days.ts';
import { answerRight } from '../../src/features/privacy/use-cases/answer-right.ts';
import type { TestApp } from './app.ts';

/** The desk grants the suppression of an account. */
export async function closeAccount({ deps }: TestApp, about: Account): Promise<void> {
  const asked = {
    folio: 'LD-2222-3333',
    accountId: about.id,
    actor: undefined,
    kind: 'supresion',
    detail: '',
  } as const;
  const request = await deps.rights.open({ ...asked, dueOn: dayOf(deps.now()), about });
  if (!request) throw new Error('no request');
  await answerRight(deps, request.id, { decision: 'acogida', reasons: '' }, 'mesa-7');
}

/** The owner of the number takes it back from an account. */
export const takeAccountBack = async ({ deps }: TestApp, account: Account): Promise<unknown> =>
  deps.atomically(() => takeBack(deps, account, 'CS-2222-3333'));
