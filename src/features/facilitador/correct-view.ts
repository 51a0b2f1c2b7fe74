import { fullName } from '../../domain/account.ts';
import type { FacilitadorRequest } from '../../domain/facilitador/facilitador-request.ts';
import type { Catalogue } from '../../locales/locale.ts';
import { countryOptions, documentOptions, sexOptions } from './options.ts';

/** What the company corrects of a request, each part with the reason of the reviewer. */
export function correctView(texts: Catalogue, { folio, version, data, observed }: FacilitadorRequest) {
  const { parts } = texts.pages.facilitador;
  return {
    folio,
    version,
    name: fullName(data.name),
    parts,
    reasons: Object.fromEntries(observed.map(({ part, reason }) => [part, reason])),
    kinds: documentOptions(texts),
    sexes: sexOptions(texts),
    countries: countryOptions(texts),
  };
}
