import type { Deps } from '../ports/deps.ts';
import type { RightRequest } from '../ports/right-requests.ts';
import type { Here } from './who-is-in.ts';

/** Requests for rights of the signed-in user, newest first; of a company those of this actor, about their own data. */
export async function ownRights(
  { rights }: Pick<Deps, 'rights'>,
  { account, actor }: Pick<Here, 'account' | 'actor'>,
): Promise<readonly RightRequest[]> {
  return (await rights.list(account.id)).filter((one) => one.actor === actor?.subject);
}
