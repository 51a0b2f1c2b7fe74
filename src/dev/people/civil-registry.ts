import type { CivilRegistry } from '../../ports/civil-registry.ts';
import { people } from './people.ts';

/** A Registro Civil that knows the cast and nobody else. */
export function simulatedCivilRegistry(): CivilRegistry {
  const known = new Map(people.map((person) => [person.run, person]));
  return {
    simulado: true,
    async findPerson(run) {
      const found = known.get(run);
      return found && { run, name: found.name, birthDate: found.birthDate, deceased: found.deceased === true };
    },
    async verifyCedula(run, serial) {
      const found = known.get(run);
      if (!found) return { verdict: 'absent' };
      return found.serial === serial ? { verdict: found.card, clase: found.clase } : { verdict: 'mismatch' };
    },
  };
}
