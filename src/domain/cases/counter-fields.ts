import { compactText, withoutMarks } from '../pasted-text.ts';
import { Refusal } from '../refusal.ts';
import { type Day, isDay } from '../working-days.ts';
import { type CounterDocument, counterDocuments } from './asked-at-counter.ts';
import { type CaseKind, caseKinds, kindRules } from './kinds/kinds.ts';

/** Profiles that a counter attends. */
export const counterProfiles = ['natural', 'juridica', 'migrante', 'facilitador'] as const;
export type CounterProfile = (typeof counterProfiles)[number];

/** Kinds that a counter attests. */
export const counterKinds: readonly CaseKind[] = caseKinds.filter((kind) => kindRules[kind].attested);

/** Reads a choice of a list; throws `field-missing`. */
function chosen<T extends string>(list: readonly T[], text: string): T {
  const found = list.find((one) => one === text);
  if (!found) throw new Refusal('field-missing');
  return found;
}

/** Readers of what a counter types; each throws the refusal of its field. */
export const counterField = {
  profile: (text: string): CounterProfile => chosen(counterProfiles, text),
  kind: (text: string): CaseKind => chosen(counterKinds, text),
  document: (text: string): CounterDocument => chosen(counterDocuments, text),
  /** A number of a document in capitals, without blanks, dots and dashes. Throws `field-missing`, `field-too-long`. */
  number: (text: string): string => bounded(compactText(text), 30),
  /** A name as the document has it. Throws `field-missing`, `field-too-long`. */
  name: (text: string): string => bounded(withoutMarks(text), 100),
  optionalName: (text: string): string | undefined => (text.trim() === '' ? undefined : counterField.name(text)),
  /** A day, as a browser sends it or as people write it (31-12-2026); throws `field-missing`, `day-invalid`. */
  day: (text: string): Day => {
    if (text.trim() === '') throw new Refusal('field-missing');
    const [, d = '', m = '', y = ''] = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text.trim()) ?? [];
    const day = y ? `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}` : text.trim();
    if (!isDay(day) || !exists(day)) throw new Refusal('day-invalid');
    return day;
  },
  optionalDay: (text: string): Day | undefined => (text.trim() === '' ? undefined : counterField.day(text)),
} as const;

function bounded(text: string, max: number): string {
  if (text === '') throw new Refusal('field-missing');
  if (text.length > max) throw new Refusal('field-too-long', { max });
  return text;
}

/** The 31st of February is another day, or none. */
const exists = (day: Day): boolean => {
  const at = new Date(`${day}T12:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
};
