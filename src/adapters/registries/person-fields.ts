import type { PersonName } from '../../domain/account.ts';

const DAY_MS = 86_400_000;

/** Names of a person as both registries of people write them. */
interface Names {
  readonly nombres?: string | undefined;
  readonly apellidoPaterno?: string | undefined;
  readonly apellidoMaterno?: string | undefined;
}

/** The name; a part that the record does not have is undefined. */
export const nameOf = ({ nombres, apellidoPaterno, apellidoMaterno }: Names): PersonName => ({
  given: nombres,
  paternal: apellidoPaterno,
  maternal: apellidoMaterno,
});

/** A person without any name is no record of a person: gives the fields that were checked. */
export const impossibleName = ({ nombres, apellidoPaterno, apellidoMaterno }: Names): readonly string[] =>
  (nombres ?? apellidoPaterno ?? apellidoMaterno) === undefined ? ['nombres'] : [];

/** Whether a day has not begun yet in any time zone. */
export const isFuture = (day: string | undefined, now: Date): boolean =>
  day !== undefined && Date.parse(day) > now.getTime() + DAY_MS;
