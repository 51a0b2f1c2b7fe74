import type { PersonName } from '../account.ts';
import type { Email } from '../email.ts';

/** Documents by which a foreign facilitador is known, in the order of the page. */
export const documentKinds = ['pasaporte', 'documento-nacional', 'otro-documento-de-viaje'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** What a document may say; `X` where it says neither (ICAO Doc 9303, part 4). */
export const sexes = ['F', 'M', 'X'] as const;
export type Sex = (typeof sexes)[number];

/** The document of a facilitador, as the company typed it. */
export interface FacilitadorDocument {
  readonly kind: DocumentKind;
  readonly number: string;
}

/** The person, as the company typed it. */
export interface FacilitadorPerson {
  readonly name: PersonName;
  readonly sex: Sex;
  /** ISO 8601: a day. */
  readonly birthDate: string;
  /** Where the policy asks, and the company says (C13). */
  readonly children?: number | undefined;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly email: Email;
}

/** What a company says of a foreign facilitador: nothing of it is proved until two people reviewed it. */
export interface FacilitadorData extends FacilitadorPerson {
  readonly document: FacilitadorDocument;
}
