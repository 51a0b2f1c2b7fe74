import type { CompanyData, PersonalData, PersonName } from './account.ts';
import { repaired } from './mojibake.ts';
import { withoutMarks } from './pasted-text.ts';

/** What programs write into an empty column; no name is one of these. */
const NOTHING = /^(null|\(null\)|<null>|\\n|undefined)$/i;

/** Whether a text is a program's way to write that there is none: `NULL`, `(null)`, `\N`. */
export const writesNothing = (text: string): boolean => NOTHING.test(text.trim());

/**
 * Text of a registry as it is stored and shown: without padding, invisible marks and doubled blanks, letters composed
 * (NFC) and in the right encoding, upper and lower case unchanged. Undefined where it is blank, without a letter or
 * digit, or a word for nothing. A claim that is absent is left out (OpenID Connect Core 5.3.2).
 */
export function registryText(text: string | null | undefined): string | undefined {
  const plain = withoutMarks(repaired(text ?? '')).normalize('NFC');
  return /[\p{L}\p{N}]/u.test(plain) && !writesNothing(plain) ? plain : undefined;
}

/** A code of a registry ("VIGENTE ") as it is compared: no padding, capitals. Undefined where there is none. */
export const registryCode = (text: string | null | undefined): string | undefined => registryText(text)?.toUpperCase();

/** A name as above, where it was stored before text was normalised so. Empty parts are absent. */
export function cleanName(name: PersonName): PersonName {
  const parts = Object.entries(name).map(([part, text]) => [part, registryText(text)] as const);
  return Object.fromEntries(parts.filter(([, text]) => text !== undefined));
}

/** Personal data as they are read from a row: text from a registry is normalised, whenever it was stored. */
export function cleanPersonal(personal: PersonalData): PersonalData {
  const { name, company } = personal;
  return {
    ...personal,
    ...(name ? { name: cleanName(name) } : {}),
    ...(company ? { company: cleanCompany(company) } : {}),
  };
}

function cleanCompany({ representative, razonSocial, ...rest }: CompanyData): CompanyData {
  return {
    ...rest,
    razonSocial: registryText(razonSocial) ?? '',
    representative: { ...representative, name: cleanName(representative.name) },
  };
}
