import {
  parseCalledContact,
  parseCallResult,
  parseCaseWords,
  parseHandOverReason,
  parseOtherWords,
  parseOutcome,
} from '../../domain/cases/case-words.ts';
import { type CaseAction, caseActions } from '../../domain/cases/choices.ts';
import { Refusal } from '../../domain/refusal.ts';
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

/** What a hand-over names in place of a member. */
export const BACK_TO_QUEUE = 'cola';
const RECEIVER = /^(cola|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12})$/;

function parseReceiver(word: string): string {
  if (!RECEIVER.test(word)) throw new Refusal('receiver-missing');
  return word;
}

function deedOf(action: CaseAction, form: Form): CaseDeed {
  const texto = () => parseCaseWords(text(form, 'texto'));
  switch (action) {
    case 'call':
      return callOf(form, texto);
    case 'assign':
    case 'confirm':
    case 'send-back':
      return { action };
    case 'hand-over': {
      const read = readAll({
        a_quien: () => parseReceiver(text(form, 'a_quien')),
        motivo: () => parseHandOverReason(text(form, 'motivo')),
      });
      return { action, to: read.a_quien === BACK_TO_QUEUE ? undefined : read.a_quien, reason: read.motivo };
    }
    case 'ask':
    case 'extend':
    case 'correct':
      return { action, text: readAll({ texto }).texto };
    default: {
      const read = readAll({
        resultado: () => parseOutcome(text(form, 'resultado')),
        texto,
        otros: () => parseOtherWords(text(form, 'otros')),
      });
      const ground = groundIn(text(form, 'fundamento'));
      return { action, text: read.texto, outcome: read.resultado, ground, others: read.otros };
    }
  }
}

/** How the call ended, to which contact, and what was said. */
function callOf(form: Form, texto: () => string): CaseDeed {
  const read = readAll({
    llamada: () => parseCallResult(text(form, 'llamada')),
    contacto: () => parseCalledContact(text(form, 'contacto')),
    texto,
  });
  return { action: 'call', result: read.llamada, contact: read.contacto, text: read.texto };
}
