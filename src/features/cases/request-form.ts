import { type ObservedPart, requestParts } from '../../domain/facilitador/facilitador-request.ts';
import { parseCorrection } from '../../domain/facilitador/parse-correction.ts';
import { type Form, readAll, text } from '../../http/form.ts';
import { partFields } from './request-view.ts';

/** What was typed, to be shown again. */
export const typedParts = (form: Form | undefined): Record<string, string> =>
  Object.fromEntries(Object.values(partFields).map((field) => [field, form ? text(form, field) : '']));

/** The parts that are sent back: those with a reason. Throws the refusals of their fields. */
export function readParts(form: Form): readonly ObservedPart[] {
  const read = readAll(
    Object.fromEntries(
      requestParts.map((part) => [partFields[part], () => parseCorrection(text(form, partFields[part]))]),
    ),
  );
  return requestParts.flatMap((part) => {
    const reason = read[partFields[part]];
    return reason ? [{ part, reason }] : [];
  });
}
