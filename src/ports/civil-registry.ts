import type { PersonName } from '../domain/account.ts';
import type { CedulaSerial } from '../domain/cedula.ts';
import type { Rut } from '../domain/rut.ts';

export interface Person {
  readonly run: Rut;
  readonly name: PersonName;
  /** Calendar date, "1985-03-09", where the record has it. */
  readonly birthDate?: string | undefined;
  readonly deceased: boolean;
}

/** Why a card does not count; for the audit trail only: the person gets one answer for all of them. */
export type CedulaVerdict = 'matches' | 'mismatch' | 'expired' | 'blocked' | 'absent';

/** For whom a card was made; the change from NIE to RUN needs one for an extranjero. */
export type CedulaClass = 'chileno' | 'extranjero';

/** What is known of a card; its class only where the registry knows the card and returns it. */
export interface CedulaCheck {
  readonly verdict: CedulaVerdict;
  readonly clase?: CedulaClass | undefined;
}

/** The Registro Civil, as far as we need it. Throws Unavailable when it does not answer in time. */
export interface CivilRegistry {
  /** Whether the answers of this registry may be about fictional people. */
  readonly simulado: boolean;
  findPerson(run: Rut): Promise<Person | undefined>;
  /** Whether a card with this number is the one in force for this RUN. */
  verifyCedula(run: Rut, serial: CedulaSerial): Promise<CedulaCheck>;
}
