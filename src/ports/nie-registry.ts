import type { PersonName } from '../domain/account.ts';
import type { Nie } from '../domain/nie.ts';

/** The document with which a person entered the country. */
export interface ForeignDocument {
  readonly kind: string;
  readonly number: string;
  /** Country that issued it, in Spanish. */
  readonly country: string;
}

/** A person without a Chilean card. Names and birth date are what the change to a RUN compares. */
export interface ForeignPerson {
  readonly nie: Nie;
  readonly name: PersonName;
  /** Calendar date, "1985-03-09", where the record has it. */
  readonly birthDate?: string | undefined;
  /** In Spanish ("Haití"), where the record has it. */
  readonly nationality?: string | undefined;
  readonly document?: ForeignDocument | undefined;
}

/** The register of NIE, as far as we need it. Throws Unavailable when it does not answer in time. */
export interface NieRegistry {
  /** Whether the answers of this registry may be about fictional people. */
  readonly simulado: boolean;
  findPerson(nie: Nie): Promise<ForeignPerson | undefined>;
}
