import { type Identidad, reaches } from '../../domain/identity-level.ts';
import { parsePrincipalId } from '../../domain/principal-id.ts';
import type { Deps } from '../../ports/deps.ts';

/**
 * Whether the identity of the signed-in user is proved by now as the sign-in needs it: the person's own, or for a company
 * that of the representative who acts; in a contest only a document counts. The provider asks the same; an answer that it
 * does not take would lead back here without end.
 */
export async function isIdentityProved(
  { accounts, companies }: Pick<Deps, 'accounts' | 'companies'>,
  { accountId: holder, minimum }: { readonly accountId: string | undefined; readonly minimum: Identidad },
): Promise<boolean> {
  if (holder === undefined) return false;
  const { accountId, actorSubject: subject } = parsePrincipalId(holder);
  const account = await accounts.find(accountId);
  const acts = account?.profile === 'juridica' && subject;
  const who = acts ? await companies.findActor(accountId, { subject }) : account;
  return who !== undefined && reaches(who.identidad, account?.contest ? 'documento' : minimum);
}
