import type { Identifier } from '../../../domain/account.ts';
import { maskIdentifier } from '../../../domain/masked-identifier.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { RightRequest } from '../../../ports/right-requests.ts';
import type { EvidenceRequest } from './bundle.ts';

type Needs = Pick<Deps, 'accounts' | 'companies' | 'rights'>;

/** A request for a right, and all that was written about it, for the evidence about its folio. */
export async function requestOfEvidence(
  needs: Needs,
  request: RightRequest,
  numbers: 'whole' | 'masked',
): Promise<EvidenceRequest> {
  const holder = await holderOf(needs, request);
  const { kind, state, decision, ground, accountId: account } = request;
  const { askedAt, dueOn, extendedAt, answeredAt, liftedAt } = request;
  const { detail, reasons, extension, lifting } = await needs.rights.wordsOf(request.id);
  return {
    id: request.id,
    kind,
    state,
    decision: decision ?? null,
    ground: ground ?? null,
    account,
    holder: holder && numbers === 'masked' ? { ...holder, number: maskIdentifier(holder.number) } : holder,
    askedAt: askedAt.toISOString(),
    dueOn,
    extendedAt: extendedAt?.toISOString() ?? null,
    answeredAt: answeredAt?.toISOString() ?? null,
    liftedAt: liftedAt?.toISOString() ?? null,
    words: {
      detail: detail ?? null,
      reasons: reasons ?? null,
      extension: extension ?? null,
      lifting: lifting ?? null,
    },
  };
}

/** The number of the person who asked; of a company's account that of the representative. */
async function holderOf(
  { accounts, companies }: Needs,
  { accountId, actor }: RightRequest,
): Promise<{ readonly kind: string; readonly number: Identifier } | null> {
  if (actor !== undefined) {
    const found = await companies.findActor(accountId, { subject: actor });
    return found ? { kind: 'RUN', number: found.run } : null;
  }
  const account = await accounts.find(accountId);
  return account ? { kind: account.kind, number: account.identifier } : null;
}
