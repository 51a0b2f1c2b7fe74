import type { PersonName } from '../../domain/account.ts';
import type { Rut } from '../../domain/rut.ts';
import type { CedulaClass, CedulaVerdict } from '../../ports/civil-registry.ts';

/** One of the fictional people, in a range of numbers that is not assigned (rules, Fictional numbers). */
export interface CastMember {
  readonly run: Rut;
  readonly name: PersonName;
  /** Calendar date, "1985-03-09". */
  readonly birthDate: string;
  /** Number of the card in force, as printed. */
  readonly serial: string;
  /** What the Registro Civil says of that card. */
  readonly card: Exclude<CedulaVerdict, 'mismatch' | 'absent'>;
  readonly clase: CedulaClass;
  readonly deceased?: true;
}

const cast = (
  run: string,
  [given, paternal, maternal]: readonly [string, string, string],
  birthDate: string,
  serial: string,
  rest: Partial<CastMember> = {},
): CastMember => ({
  run: run as Rut,
  name: { given, paternal, maternal },
  birthDate,
  serial,
  card: 'matches',
  clase: 'chileno',
  ...rest,
});

/** The people whom the README prints and the tests know by first name. Jorge came with a NIE and has a RUN now. */
export const people: readonly CastMember[] = [
  cast('44000001-0', ['Rosa Elena', 'Soto', 'Díaz'], '1985-03-09', '512345678'),
  cast('44000002-9', ['Pedro Antonio', 'Muñoz', 'Rojas'], '1978-11-30', '523456789'),
  cast('44000003-7', ['Camila Andrea', 'Pérez', 'Vidal'], '1999-07-14', 'B51A23456'),
  cast('44000004-5', ['Juan Carlos', 'Araya', 'Pinto'], '1951-01-02', 'A012345678', { card: 'expired' }),
  cast('44000005-3', ['María José', 'Ñancupil', 'Huenchú'], '1990-05-21', '534567890', { card: 'blocked' }),
  cast('44000010-K', ['Luis Alberto', 'Contreras', 'Silva'], '1940-09-18', '545678901', { deceased: true }),
  cast('44000105-K', ['Ana Isabel', "O'Higgins", 'Le Bert'], '1982-02-28', '556789012'),
  cast('44000113-0', ['Jorge Andrés', 'Del Río', 'González'], '1988-12-05', '567890123', { clase: 'extranjero' }),
];
