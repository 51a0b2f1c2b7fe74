import type { PersonName } from '../domain/account.ts';
import type { Nie } from '../domain/nie.ts';

/** The paper with which a person came. */
export interface ForeignDocument {
  readonly kind: string;
  readonly number: string;
  /** Country that issued it, in Spanish. */
  readonly country: string;
}

/** A person without a Chilean card. Names and birth date are what going over to a RUN compares. */
export interface ForeignPerson {
  readonly nie: Nie;
  readonly name: PersonName;
  /** Calendar date, "1985-03-09", where the record tells it. */
  readonly birthDate?: string | undefined;
  /** In Spanish ("Haití"), where the record tells it. */
  readonly nationality?: string | undefined;
  readonly document?: ForeignDocument | undefined;
}

/** The register of NIE, as far as we need it. Throws Unavailable when it does not answer in time. */
export interface NieRegistry {
  /** Whether what this registry tells may be of fictional people. */
  readonly simulado: boolean;
  findPerson(nie: Nie): Promise<ForeignPerson | undefined>;
}
