import { parsePrincipalId } from '../../domain/principal-id.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Deps } from '../../ports/deps.ts';
import type { Interaction } from './interaction.ts';

/** The account of the session in which a question is asked, and who acts; throws `form-stale` where there is none. */
export async function sessionHolder(
  { accounts }: Pick<Deps, 'accounts'>,
  { accountId }: Pick<Interaction, 'accountId'>,
) {
  if (!accountId) throw new Refusal('form-stale');
  const { accountId: id, actorSubject: actor } = parsePrincipalId(accountId);
  const account = await accounts.find(id);
  if (!account) throw new Refusal('form-stale');
  return { account, actor: account.profile === 'juridica' ? actor : undefined };
}
