import { assertProved, type ProvedHolder } from '../../../account/proved-holder.ts';
import type { Account } from '../../../domain/account.ts';
import type { FacilitadorRequest } from '../../../domain/facilitador/facilitador-request.ts';
import { isReference } from '../../../domain/reference.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Deps } from '../../../ports/deps.ts';

/** A request of this company; undefined for the folio of any other, and for what is none. */
export const requestOf = async (
  { facilitadorRequests }: Pick<Deps, 'facilitadorRequests'>,
  accountId: string,
  folio: string,
): Promise<FacilitadorRequest | undefined> => {
  const found = isReference(folio) ? await facilitadorRequests.findByFolio(folio) : undefined;
  return found?.company.accountId === accountId ? found : undefined;
};

/** The company under lock: its key may have changed. Throws `facilitador-changed`, and what `assertProved` throws. */
export async function lockProved(deps: Pick<Deps, 'accounts' | 'credentials'>, proved: ProvedHolder): Promise<Account> {
  const account = await deps.accounts.lock(proved.account.id);
  if (account?.state !== 'activa' || account.profile !== 'juridica') throw new Refusal('facilitador-changed');
  await assertProved(deps, proved, { account, actor: proved.actor });
  return account;
}

/** What the desk refuses because its case went on means to the company that its request is not as it was shown. */
export async function unlessChanged<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Refusal && error.code === 'case-refused') throw new Refusal('facilitador-changed');
    throw error;
  }
}
