import { esCL } from './es-CL.ts';
import type { Catalogue } from './shape/catalogue.ts';
import type { Formatters } from './shape/formatters.ts';

export type { Catalogue } from './shape/catalogue.ts';
export type { Formatters } from './shape/formatters.ts';
export type { RefusalText } from './shape/refusals.ts';
export type { StoppedWords } from './shape/stopped-account.ts';

/** A language that the product offers, by its BCP 47 tag. */
export type Locale = 'es-CL';

/** The language of a page or message if none is chosen. */
export const defaultLocale: Locale = 'es-CL';

const catalogues: Readonly<Record<Locale, Catalogue>> = { 'es-CL': esCL };

/** Every text of a language. */
export function catalogueOf(locale: Locale): Catalogue {
  return catalogues[locale];
}

/** How a language writes dates, times and lists. */
export function formatters(locale: Locale): Formatters {
  return catalogueOf(locale).formats;
}
