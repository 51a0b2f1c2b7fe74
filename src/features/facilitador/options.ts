import { documentKinds, sexes } from '../../domain/facilitador/facilitador-data.ts';
import { countryCodes } from '../../domain/facilitador/parse-person.ts';
import type { Catalogue } from '../../locales/locale.ts';

/** An option of a select. */
interface Option {
  readonly value: string;
  readonly text: string;
}

export const documentOptions = ({ pages: { facilitador } }: Catalogue): readonly Option[] =>
  documentKinds.map((value) => ({ value, text: facilitador.documentKinds[value] }));

export const sexOptions = ({ pages: { facilitador } }: Catalogue): readonly Option[] =>
  sexes.map((value) => ({ value, text: facilitador.sexes[value] }));

/** Countries in the alphabetical order of their names. */
export const countryOptions = ({ pages: { facilitador } }: Catalogue): readonly Option[] =>
  countryCodes
    .map((value) => ({ value, text: facilitador.countries[value] ?? value }))
    .toSorted((one, other) => one.text.localeCompare(other.text, 'es'));
