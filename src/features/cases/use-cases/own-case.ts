import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import { stepOfPerson } from './step-case.ts';

/** A case and the account whose it is, with who acts for a company. */
export interface PersonAt {
  readonly folio: string;
  readonly account: string;
  readonly actor?: string | undefined;
}

/** The person answers what the desk asked, and the term runs on. Throws `case-refused`. */
export const answerDesk = (deps: Deps, at: PersonAt, text: string): Promise<DeskCase> =>
  stepOfPerson(deps, at, (now) => ({ type: 'answer', at: now }), writing(deps, text));

/** The person withdraws a case. Throws `case-refused`. */
export const withdrawCase = (deps: Deps, at: PersonAt): Promise<DeskCase> =>
  stepOfPerson(deps, at, (now) => ({ type: 'withdraw', at: now }));

/** The person asks that another member decide anew, and says why. Throws `case-refused`. */
export const appealDecision = (deps: Deps, at: PersonAt, text: string): Promise<DeskCase> =>
  stepOfPerson(deps, at, (now) => ({ type: 'appeal', at: now }), writing(deps, text));

const writing =
  (deps: Deps, text: string) =>
  async ({ id }: DeskCase): Promise<string> => {
    await deps.cases.addMessage(id, { author: 'person', text });
    return text;
  };
