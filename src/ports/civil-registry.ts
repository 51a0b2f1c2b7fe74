import type { PersonName } from '../domain/account.ts';
import type { CedulaSerial } from '../domain/cedula.ts';
import type { Rut } from '../domain/rut.ts';

export interface Person {
  readonly run: Rut;
  readonly name: PersonName;
  readonly deceased: boolean;
}

/** Why a card does not count; for the audit trail only, the person reads one answer for all of them. */
export type CedulaVerdict = 'matches' | 'mismatch' | 'expired' | 'blocked' | 'absent';

/** The Registro Civil, as far as we need it. Throws Unavailable when it does not answer in time. */
export interface CivilRegistry {
  /** Whether this registry holds fictional people only. */
  readonly simulado: boolean;
  findPerson(run: Rut): Promise<Person | undefined>;
  /** Whether a card with this number is the one in force for this RUN. */
  verifyCedula(run: Rut, serial: CedulaSerial): Promise<CedulaVerdict>;
}
