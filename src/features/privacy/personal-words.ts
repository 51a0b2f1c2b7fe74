import type { Catalogue } from '../../locales/locale.ts';
import type { AuditRow } from '../../ports/audit.ts';
import type { PersonalColumn } from '../../ports/personal-columns.ts';
import type { CodedValue, PersonalSection, PersonalValue } from '../../ports/personal-records.ts';

/** Words an act of the trail; `client` is the name of the client that took part. */
export type SayAct = (act: AuditRow, client: string) => string;

type WordedValue = string | number | boolean | Date | undefined;

/** A table of a copy in words: its heading, and rows by the names that people read. */
export interface WordedSection {
  readonly table: string;
  readonly title: string;
  readonly rows: readonly Readonly<Record<string, WordedValue>>[];
}

/** Words the rows of one table about a person. */
export function wordedSection(
  { dataCopy }: Pick<Catalogue, 'dataCopy'>,
  { table, rows }: PersonalSection,
  sayAct: SayAct,
): WordedSection {
  const worded = (row: Readonly<Record<string, PersonalValue>>) =>
    Object.fromEntries(
      Object.entries(row).map(([column, value]) => [
        dataCopy.columns[column as PersonalColumn],
        isCoded(value) ? valueWords(dataCopy, value, sayAct) : value,
      ]),
    );
  return { table, title: dataCopy.tables[table], rows: rows.map(worded) };
}

const isCoded = (value: PersonalValue): value is CodedValue => typeof value === 'object' && !(value instanceof Date);

/** A code of an earlier version, which has no words any more, is shown as it is. */
function valueWords({ values }: Catalogue['dataCopy'], value: CodedValue, sayAct: SayAct): string {
  if (value.of === 'act') return sayAct(value.act, value.client);
  const words: Readonly<Record<string, string>> = values[value.of];
  return words[value.code] ?? value.code;
}
