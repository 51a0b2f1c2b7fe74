import { canStillHold } from '../acceptance.ts';
import type { Case, CaseObstacle } from './case.ts';
import type { EventOf } from './case-event.ts';
import { type Around, type CaseStaff, whyNotWork } from './may-decide.ts';
import { changed, refused, type StepResult } from './step-result.ts';

/** A member takes a case that no other member has; a revisor takes it from another one too. */
export function assign(one: Case, { by, to }: EventOf<'assign'>, around: Around): StepResult {
  const free = !isHeld(one, around) || one.assignee === by.id;
  const why = whyNotWork(one, by, around) ?? (free ? undefined : whyNotMove(one, by));
  return why ? refused(why) : changed(one, { assignee: to, state: begun(one) });
}

/**
 * Who has a case, or a revisor, gives it to another member who may work on it, or lets it go: then it waits in the queue
 * for any member.
 */
export function handOver(one: Case, { by, to }: EventOf<'hand-over'>, around: Around): StepResult {
  const why = whyNotWork(one, by, around) ?? whyNotMove(one, by);
  if (why) return refused(why);
  if (!to) return one.assignee ? changed(one, { assignee: undefined }) : refused('not-held');
  return whyNotWork(one, to, around) ? refused('receiver') : changed(one, { assignee: to.id, state: begun(one) });
}

/** A new case that a member has is under review. */
const begun = ({ state }: Case): Case['state'] => (state === 'recibida' ? 'en-revision' : state);

/** Whether a member who still works here has it: that of one who was suspended is free. */
const isHeld = ({ assignee }: Case, { holder }: Around): boolean =>
  assignee !== undefined && holder?.id === assignee && canStillHold(holder);

const whyNotMove = ({ assignee }: Case, { id, roles }: CaseStaff): CaseObstacle | undefined =>
  assignee === id || roles.includes('revisor') ? undefined : 'held';
