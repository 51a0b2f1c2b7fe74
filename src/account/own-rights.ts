import type { Deps } from '../ports/deps.ts';
import type { RightRequest } from '../ports/right-requests.ts';
import type { Here } from './who-is-in.ts';

/** Requests for rights of whoever is in, newest first; of a company those that this actor asked for, about own data. */
export async function ownRights(
  { rights }: Pick<Deps, 'rights'>,
  { account, actor }: Pick<Here, 'account' | 'actor'>,
): Promise<readonly RightRequest[]> {
  return (await rights.list(account.id)).filter((one) => one.actor === actor?.subject);
}
