import { parsePrincipalId } from '../../domain/principal-id.ts';
import type { Deps } from '../../ports/deps.ts';

/**
 * Whether the identity of the signed-in user is proved by now: the person's own, or for a company that of the
 * representative who acts. The provider asks the same; an answer that it does not take would lead back here without end.
 */
export async function isIdentityProved(
  { accounts, companies }: Pick<Deps, 'accounts' | 'companies'>,
  holder: string | undefined,
): Promise<boolean> {
  if (holder === undefined) return false;
  const { accountId, actorSubject: subject } = parsePrincipalId(holder);
  const who = subject ? await companies.findActor(accountId, { subject }) : await accounts.find(accountId);
  return who?.identidad === 'documento';
}
