import type { NewMessage } from '../../../account/record-message.ts';
import type { DocumentCopy } from '../../../domain/cases/document-copy.ts';
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
  stepOfPerson(deps, at, 'answer', written(text));

/** The person withdraws a case. Throws `case-refused`. */
export const withdrawCase = (deps: Deps, at: PersonAt): Promise<DeskCase> => stepOfPerson(deps, at, 'withdraw');

/** The person asks that another member decide anew, and says why. Throws `case-refused`. */
export const appealDecision = (deps: Deps, at: PersonAt, text: string): Promise<DeskCase> =>
  stepOfPerson(deps, at, 'appeal', written(text));

const written = (text: string) => async (): Promise<NewMessage> => ({ author: 'person', text });

/** The person answers by another copy of the document, and the term runs on. Throws `case-refused`. */
export const answerWithCopy = (deps: Deps, at: PersonAt, copy: DocumentCopy): Promise<DeskCase> =>
  stepOfPerson(deps, at, 'answer', undefined, copy);
