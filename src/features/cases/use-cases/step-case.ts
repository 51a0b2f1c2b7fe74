import { type NewMessage, recordMessage } from '../../../account/record-message.ts';
import type { Case } from '../../../domain/cases/case.ts';
import type { CaseEvent } from '../../../domain/cases/case-event.ts';
import { caseStep } from '../../../domain/cases/case-step.ts';
import type { DocumentCopy } from '../../../domain/cases/document-copy.ts';
import type { CaseOutcome } from '../../../domain/cases/kinds/kind-rules.ts';
import type { Around, CaseStaff } from '../../../domain/cases/may-decide.ts';
import { type OwnAct, whyNotOwn } from '../../../domain/cases/own-page.ts';
import { whyNotProtectedBy } from '../../../domain/cases/protection-documents.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import { aroundCase } from './around-case.ts';
import { accountOf, type CaseActor, entryOnCase } from './case-deps.ts';
import { assertEffect, effectOf } from './effects.ts';
import { followCase } from './follow-case.ts';
import { withOtherClaims } from './other-claims.ts';
import { assertNoRival } from './two-claims.ts';
import { writtenIn } from './written-in.ts';

/** A case and the member of the staff who acts on it, by id. */
export interface MemberAt {
  readonly folio: string;
  readonly member: string;
  /** The version of the case that the member read, where a form says it. */
  readonly version?: number | undefined;
  /** From where, for the trail and an alarm; absent outside a request. */
  readonly visitor?: Visitor | undefined;
  /** Why they act, as a code of the trail, where they chose one. */
  readonly reason?: string | undefined;
}

/**
 * What happens along with a step, in its transaction, to the case as it was before; returns the message that is written
 * with it.
 */
type Along = (one: DeskCase, who: CaseActor) => Promise<NewMessage | undefined>;

/**
 * One step of a member, who is read anew under the lock of the case: a role or a suspension of a moment ago counts, and a
 * case that changed since the form was shown is not the one that the member read.
 * Throws `case-refused` with the reason.
 */
export function stepOfMember(
  deps: Deps,
  { folio, member, version, reason, visitor }: MemberAt,
  eventBy: (by: CaseStaff, at: Date) => CaseEvent,
  along?: Along,
): Promise<DeskCase> {
  return step(deps, folio, along, async (one) => {
    const by = await deps.staff.find(member);
    if (!by) throw refusal('suspended');
    if (version !== undefined && version !== one.version) throw refusal('form-stale');
    return { event: eventBy(by, deps.now()), who: { member: by, reason, visitor } };
  });
}

/**
 * One step of the person whose case it is: of the account, and for a company of the same representative. What their page
 * does not offer, a form that was made by hand does not do either. Throws `case-refused`.
 */
export function stepOfPerson(
  deps: Deps,
  { folio, account, actor }: { readonly folio: string; readonly account: string; readonly actor?: string | undefined },
  type: OwnAct,
  along?: Along,
  copy?: DocumentCopy,
): Promise<DeskCase> {
  return step(deps, folio, along, async (one) => {
    // Of a case that an act opened the holder of the account may be the other party.
    if (one.accountId !== account || one.actor !== actor || one.openedBy === 'page') throw refusal('missing');
    const at = deps.now();
    const why = whyNotOwn(one, type, at, copy);
    if (why) throw refusal(why);
    return { event: type === 'answer' ? { type, copy, at } : { type, at }, who: 'person' };
  });
}

interface Acted {
  readonly event: CaseEvent;
  readonly who: CaseActor;
}

async function step(
  deps: Deps,
  folio: string,
  along: Along | undefined,
  actedOn: (one: DeskCase) => Promise<Acted>,
): Promise<DeskCase> {
  return deps.atomically(async () => {
    const changed = await deps.cases.change(folio, async (one) => {
      const { event, who } = await actedOn(one);
      const next = await stepped(deps, one, event);
      const message = await along?.(one, who);
      const details = { ...markOf(event, next), ...writtenIn(deps, { one, next, event }) };
      const entry = await entryOnCase(deps, { act: 'case.changed', one, who }, details);
      await (message ? recordMessage(deps, one, message, entry) : deps.audit.record(entry));
      return next;
    });
    if (!changed) throw refusal('missing');
    await followCase(deps, changed);
    return changed;
  });
}

/** The step in the trail; a hand-over names who gets the case, and without one the case was let go. */
function markOf(event: CaseEvent, next: Case): Readonly<Record<string, string>> {
  if (event.type !== 'hand-over') return { step: stepName(event, next) };
  return event.to ? { step: event.type, member: event.to.id } : { step: 'let-go' };
}

/** The case after the event and, where it was decided, after what the decision does. */
async function stepped(deps: Deps, one: DeskCase, event: CaseEvent): Promise<Case> {
  const around = await aroundCase(deps, one, 'by' in event ? event.by : undefined);
  const { next: after, refused } = caseStep(one, event, around);
  if (!after) throw refusal(refused);
  await assertNoRival(deps, one, event);
  const next = await withOtherClaims(deps, one, { event, next: after });
  await assertDocuments(deps, one, event);
  if (event.type === 'propose') return about(next, await assertEffect(deps, one, event.outcome));
  if (next.state === 'por-llamar' && event.type === 'confirm') await assertEffect(deps, one, outcomeOf(next));
  if (!next.decision || next.decision === one.decision) return next;
  await effectOf(next.kind, next.decision.outcome)(deps, one, next.decision);
  return closedWhereFinal(next, event.at, around);
}

/** What the trail calls a step: a confirmation before a call decides nothing, and a call says how it ended. */
function stepName(event: CaseEvent, { state }: Case): string {
  if (event.type === 'confirm' && state === 'por-llamar') return 'to-call';
  return event.type === 'call' ? `call-${event.result}` : event.type;
}

const outcomeOf = ({ proposal }: Case): CaseOutcome => proposal?.outcome ?? 'rechazada';

/** A proposal names the stopped request that was looked at. */
const about = (one: Case, requestId: string | undefined): Case =>
  one.proposal && requestId ? { ...one, proposal: { ...one.proposal, requestId } } : one;

/** Two members grant a protection only by the documents that it needs, at the proposal and at the confirmation. */
async function assertDocuments(deps: Deps, one: DeskCase, event: CaseEvent): Promise<void> {
  const granted = event.type === 'propose' ? event : event.type === 'confirm' ? one.proposal : undefined;
  if (!granted || granted.outcome === 'rechazada') return;
  const { profile } = (await accountOf(deps, one)) ?? one.about ?? {};
  const why = whyNotProtectedBy(one, profile);
  if (why) throw refusal(why);
}

/** A decision that cannot be appealed closes its case at once. */
const closedWhereFinal = (one: Case, at: Date, around: Around): Case =>
  caseStep(one, { type: 'close', at }, around).next ?? one;

const refusal = (why: string): Refusal => new Refusal('case-refused', { why });
