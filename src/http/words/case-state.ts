import type { Case } from '../../domain/cases/case.ts';
import { kindRules } from '../../domain/cases/kinds/kinds.ts';
import type { Catalogue } from '../../locales/locale.ts';

/** Whether the case waits for the person to show a document at an office. */
export const waitsForVisit = ({ state, kind, attestations }: Case): boolean =>
  state === 'espera-persona' && kindRules[kind].attested && attestations.length === 0;

/** The state of a case in words to its person, whom the desk waits for in some of them. */
export const ownCaseState = ({ cases }: Catalogue, one: Case): string =>
  one.state === 'espera-persona' ? cases.ownStates[waitsForVisit(one) ? 'visit' : 'question'] : cases.states[one.state];
