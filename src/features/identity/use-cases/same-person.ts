import type { Nie } from '../../../domain/nie.ts';
import type { Rut } from '../../../domain/rut.ts';
import { sameName } from '../../../domain/same-name.ts';
import type { Person } from '../../../ports/civil-registry.ts';
import type { Deps } from '../../../ports/deps.ts';

/**
 * The person of a RUN, where the records of NIE and RUN describe the same living one: same names, same birth date
 * (rules, NIE to RUN). Accents, capitals and spaces make no difference; a birth date that either record lacks is never
 * the same.
 */
export async function samePerson(
  { civilRegistry, nieRegistry }: Pick<Deps, 'civilRegistry' | 'nieRegistry'>,
  nie: Nie,
  run: Rut,
): Promise<Person | undefined> {
  const [foreigner, person] = await Promise.all([nieRegistry.findPerson(nie), civilRegistry.findPerson(run)]);
  if (!foreigner || !person || person.deceased) return undefined;
  const born = person.birthDate !== undefined && foreigner.birthDate === person.birthDate;
  return born && sameName(foreigner.name, person.name) ? person : undefined;
}
