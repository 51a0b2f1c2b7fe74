import type { Case, CaseObstacle } from './case.ts';
import type { CaseEvent } from './case-event.ts';
import { caseStep } from './case-step.ts';
import type { CaseKind } from './kinds/kinds.ts';
import type { Around, CaseStaff } from './may-decide.ts';

/** What a member may do on the page of a case. */
export const caseActions = [
  'assign',
  'hand-over',
  'ask',
  'extend',
  'propose',
  'confirm',
  'call',
  'send-back',
  'decide',
  'correct',
] as const satisfies readonly CaseEvent['type'][];
export type CaseAction = (typeof caseActions)[number];

/** An action of the page; `why` where this member may not do it. */
export interface CaseChoice {
  readonly action: CaseAction;
  readonly why?: CaseObstacle | undefined;
}

/** What the state or the kind does not have: its action is not shown at all. */
const notHere: ReadonlySet<CaseObstacle> = new Set([
  'ended',
  'wrong-state',
  'two-people',
  'one-person',
  'no-extension',
  'extended-before',
]);

/** Who asks for a right owes nothing; an organisation is asked on a page of its own, part by part. */
const askedElsewhere: ReadonlySet<CaseKind> = new Set(['derecho', 'facilitador', 'plataforma', 'organismo']);

/**
 * What a member may do with a case now, and why not where a rule prevents it: each action is tried by the state machine
 * itself, so that the page says what the step would.
 */
export function choicesOf(one: Case, by: CaseStaff, around: Around, at: Date): readonly CaseChoice[] {
  return (
    caseActions
      .filter((action) => action !== 'assign' || one.assignee !== by.id)
      .filter((action) => action !== 'ask' || !askedElsewhere.has(one.kind))
      .map((action) => ({ action, why: caseStep(one, tryOf(action, by, at), around).refused }))
      .filter(({ why }) => why === undefined || !notHere.has(why))
      // Who may only take it is not told twice that another member has it.
      .filter(({ action, why }) => action !== 'hand-over' || why === undefined)
  );
}

/** A rejection is possible wherever a decision is. */
function tryOf(action: CaseAction, by: CaseStaff, at: Date): CaseEvent {
  switch (action) {
    case 'assign':
      return { type: action, by, to: by.id, at };
    case 'hand-over':
      return { type: action, by, to: by, at };
    case 'propose':
    case 'decide':
      return { type: action, by, outcome: 'rechazada', reason: '', at };
    case 'call':
      return { type: action, by, result: 'no-confirmo', contact: 'otro', reason: '', at };
    case 'correct':
      return { type: action, by, text: '', at };
    default:
      return { type: action, by, at };
  }
}
