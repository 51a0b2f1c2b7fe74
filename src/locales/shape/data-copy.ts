import type { PersonalColumn } from '../../ports/personal-columns.ts';
import type { CodedValues, PersonalTable } from '../../ports/personal-records.ts';

/**
 * How data are used, in the parts that the law requires (Ley 21.719, art. 5); their names are those of the JSON file.
 */
type AboutData = 'responsable' | 'finalidad' | 'origen' | 'destinatarios' | 'decisiones';

/** The words of a copy of one's own data; a table, a column or a code without a text does not compile. */
export interface DataCopyTexts {
  readonly title: string;
  readonly about: Readonly<Record<AboutData, string>>;
  readonly yes: string;
  readonly no: string;
  /** The heading of each table. */
  readonly tables: Readonly<Record<PersonalTable, string>>;
  readonly columns: Readonly<Record<PersonalColumn, string>>;
  readonly values: { readonly [Of in keyof CodedValues]: Readonly<Record<CodedValues[Of], string>> };
}
