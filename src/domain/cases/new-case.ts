import type { BodyNaming } from '../public-body.ts';
import type { Case } from './case.ts';
import { dueFrom } from './clock.ts';
import type { DocumentCopy } from './document-copy.ts';
import type { CaseOpener } from './kinds/kind-rules.ts';
import { type CaseKind, kindRules } from './kinds/kinds.ts';

/** How a case begins. */
export interface Opening {
  readonly kind: CaseKind;
  readonly matter?: string | undefined;
  readonly openedBy: CaseOpener;
  readonly opener?: string | undefined;
  readonly actor?: string | undefined;
  readonly against?: string | undefined;
  readonly copy?: DocumentCopy | undefined;
  readonly body?: BodyNaming | undefined;
}

/** A case at its beginning; one that needs a document at a counter waits for its person. */
export function newCase(opening: Opening, at: Date): Case {
  const begin = { openedAt: at, dueAt: dueFrom(at, opening), attestations: [], corrections: [] };
  const waits = kindRules[opening.kind].attested;
  const state = waits ? ({ state: 'espera-persona', waitingSince: at } as const) : ({ state: 'recibida' } as const);
  return Object.assign({}, opening, begin, state);
}

/** Whether a kind may be opened so. */
export const mayOpen = (kind: CaseKind, by: CaseOpener): boolean => kindRules[kind].openedBy.includes(by);
