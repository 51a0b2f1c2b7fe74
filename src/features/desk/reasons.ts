import { type DeskGrounds, deskReasons, parseDeskReason, parseReasonWords } from '../../domain/desk.ts';
import { type Form, readAll, text } from '../../http/form.ts';
import type { Catalogue } from '../../locales/locale.ts';

/** Reads both parts of a reason, and reports both where both are wrong. */
export function groundsOf(form: Form): DeskGrounds {
  const { motivo, por_que } = readAll({
    motivo: () => parseDeskReason(text(form, 'motivo')),
    por_que: () => parseReasonWords(text(form, 'por_que')),
  });
  return { reason: motivo, words: por_que };
}

/** The list of reasons, and what was typed, as the form shows them. */
export const reasonFields = ({ desk }: Catalogue, form: Form = new Map()) => ({
  reasons: deskReasons.map((value) => ({ value, text: desk.reasons[value] })),
  values: { motivo: text(form, 'motivo'), por_que: text(form, 'por_que') },
});
