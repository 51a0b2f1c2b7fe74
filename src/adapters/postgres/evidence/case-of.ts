import type { Decision, Proposal } from '../../../domain/cases/case.ts';
import type { Cases, DeskCase } from '../../../ports/cases.ts';
import type { StaffMembers } from '../../../ports/staff.ts';
import type { EvidenceCase, EvidenceEnd, EvidenceMember } from './case-content.ts';
import { writtenDigest } from './written-digest.ts';

interface Needs {
  readonly cases: Pick<Cases, 'messages' | 'evidence'>;
  readonly staff: Pick<StaffMembers, 'find'>;
}

type Named = (id: string) => Promise<EvidenceMember>;

/** The content of a case for the evidence about its folio. */
export async function caseOfEvidence(needs: Needs, one: DeskCase): Promise<EvidenceCase> {
  const { id, kind, matter, state, openedBy, openedAt, dueAt, extendedAt, closedAt } = one;
  const by = namedBy(needs);
  return {
    id,
    kind,
    matter: matter ?? null,
    state,
    openedBy,
    openedAt: openedAt.toISOString(),
    dueAt: dueAt.toISOString(),
    extendedAt: extendedAt?.toISOString() ?? null,
    closedAt: closedAt?.toISOString() ?? null,
    ...(await seenIn(needs, one, by)),
    messages: await messagesOf(needs, one, by),
    proposal: await endOf(one.proposal, by),
    callBack: await callBackOf(one, by),
    first: await endOf(one.first, by),
    decision: await endOf(one.decision, by),
    returned: await returnsOf(one, by),
    corrections: await Promise.all(
      one.corrections.map(async ({ by: who, text, at }) => ({ by: await by(who), text, at: at.toISOString() })),
    ),
  };
}

/** A member who is gone has neither role nor office any more. */
const namedBy =
  ({ staff }: Needs): Named =>
  async (id) => {
    const found = await staff.find(id);
    return { id, roles: found?.roles.join(' ') ?? '', office: found?.office ?? '' };
  };

async function seenIn({ cases }: Needs, { id, attestations }: DeskCase, by: Named) {
  const attested: EvidenceCase['attested'] = [];
  for (const { by: who, document, at } of attestations)
    attested.push({ by: await by(who), document: document?.kind ?? null, at: at.toISOString() });
  const documents: EvidenceCase['documents'] = [];
  for (const { member, document, expires, at } of await cases.evidence(id))
    documents.push({ by: await by(member), document, expires, at: at.toISOString() });
  return { attested, documents };
}

async function messagesOf({ cases }: Needs, { id }: DeskCase, by: Named): Promise<EvidenceCase['messages']> {
  const messages: EvidenceCase['messages'] = [];
  for (const { author, member, text, at } of await cases.messages(id))
    messages.push({
      author,
      by: member ? await by(member) : null,
      text,
      digest: writtenDigest(id, text),
      at: at.toISOString(),
    });
  return messages;
}

/** A proposal of one, or the decision of all who took it. */
async function endOf(end: Decision | Proposal | undefined, named: Named): Promise<EvidenceEnd | null> {
  if (!end) return null;
  const { outcome, reason, at } = end;
  const by = await Promise.all([end.by].flat().map(named));
  return { outcome, reason, ground: ('ground' in end && end.ground) || null, by, at: at.toISOString() };
}

async function callBackOf({ callBack }: DeskCase, named: Named): Promise<EvidenceCase['callBack']> {
  if (!callBack) return null;
  const calls: NonNullable<EvidenceCase['callBack']>['calls'] = [];
  for (const { by, result, contact, reason, at } of callBack.calls)
    calls.push({ by: await named(by), result, contact, reason, at: at.toISOString() });
  return { by: await named(callBack.by), office: callBack.office, at: callBack.at.toISOString(), calls };
}

async function returnsOf({ returned = [] }: DeskCase, named: Named): Promise<EvidenceCase['returned']> {
  const returns: NonNullable<EvidenceCase['returned']> = [];
  for (const { reason, at, first, decision } of returned)
    returns.push({
      reason,
      at: at.toISOString(),
      first: await endOf(first, named),
      decision: await endOf(decision, named),
    });
  return returns;
}
