import { fullName } from '../../domain/account.ts';
import type { FacilitadorRequest } from '../../domain/facilitador/facilitador-request.ts';
import type { Catalogue } from '../../locales/locale.ts';
import { countryOptions, documentOptions, sexOptions } from './options.ts';

/** What the company corrects of a request, and why. */
export function correctView(
  texts: Catalogue,
  { folio, data, observed }: Pick<FacilitadorRequest, 'folio' | 'data' | 'observed'>,
) {
  const { parts } = texts.pages.facilitador;
  return {
    folio,
    name: fullName(data.name),
    observed: observed.map(({ part, reason }) => ({ dt: parts[part], dd: reason })),
    asked: observed.map(({ part }) => part),
    kinds: documentOptions(texts),
    sexes: sexOptions(texts),
    countries: countryOptions(texts),
  };
}
