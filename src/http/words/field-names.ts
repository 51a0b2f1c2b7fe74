import { entryOf } from '../../domain/entry-of.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Catalogue } from '../../locales/locale.ts';
import { refusalText } from './refusal-text.ts';

type Labels = Readonly<Record<string, string>>;

/** One line of a summary of errors; `unclear` words do not say which field they are about. */
export interface ErrorLine {
  readonly id: string;
  readonly text: string;
  readonly unclear?: boolean;
}

/**
 * The label of a field on a page ('data-update/data'); `company` says that a company fills in the form. Undefined for a
 * field whose label depends on the state of its page (`rut`, `serie`, `codigo`): its refusals name it themselves.
 */
export function labelOf({ fields }: Catalogue, view: string, id: string, company = false): string | undefined {
  const folder = view.slice(0, view.lastIndexOf('/'));
  const { common, byView, byCompanyView } = fields;
  const labels: Labels = { ...common, ...entryOf<Labels>(byView, folder), ...entryOf<Labels>(byView, view) };
  return entryOf(company ? { ...labels, ...entryOf<Labels>(byCompanyView, view) } : labels, id);
}

/** The lines of a summary, in the words of each field. */
export function summaryOf(texts: Catalogue, byField: ReadonlyMap<string, Refusal>): ErrorLine[] {
  const lines = [...byField].map(([id, refusal]) => ({
    id,
    code: refusal.code,
    text: refusalText(texts, refusal).text,
  }));
  const often = (text: string) => lines.filter((other) => other.text === text).length > 1;
  return lines.map(({ id, code, text }) => ({ id, text, unclear: code.startsWith('field-') || often(text) }));
}

/** A line as its page says it, after the label of its field if it is unclear: «Dirección Particular: este campo …». */
export function lineOn(texts: Catalogue, view: string, { id, text, unclear }: ErrorLine, company = false): ErrorLine {
  const label = unclear ? labelOf(texts, view, id, company) : undefined;
  return { id, text: label ? `${label}: ${text.charAt(0).toLowerCase()}${text.slice(1)}` : text };
}
