import { parseCaseWords, parseOutcome } from '../../domain/cases/case-words.ts';
import { type CaseAction, caseActions } from '../../domain/cases/choices.ts';
import { type RightGround, rightGrounds } from '../../domain/right-grounds.ts';
import { type Form, readAll, text } from '../../http/form.ts';
import type { CaseDeed } from './use-cases/act-on-case.ts';

/**
 * What the pressed button asks for; undefined for «Guardar borrador», and for a word that is no action. Throws the
 * refusals of its fields.
 */
export function readDeed(form: Form): CaseDeed | undefined {
  const action = caseActions.find((one) => one === text(form, 'accion'));
  return action && deedOf(action, form);
}

/** The ground that was chosen; undefined for none, and for any other word. */
export const groundIn = (word: string): RightGround | undefined => rightGrounds.find((one) => one === word);

function deedOf(action: CaseAction, form: Form): CaseDeed {
  const texto = () => parseCaseWords(text(form, 'texto'));
  switch (action) {
    case 'confirm':
      return { action, calledBack: text(form, 'llamada') === 'si' };
    case 'assign':
    case 'send-back':
      return { action };
    case 'ask':
    case 'extend':
    case 'correct':
      return { action, text: readAll({ texto }).texto };
    default: {
      const read = readAll({ resultado: () => parseOutcome(text(form, 'resultado')), texto });
      return { action, text: read.texto, outcome: read.resultado, ground: groundIn(text(form, 'fundamento')) };
    }
  }
}
