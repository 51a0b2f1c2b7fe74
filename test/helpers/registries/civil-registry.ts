import { people } from '../../../src/dev/people/people.ts';
import type { CivilRegistry } from '../../../src/ports/civil-registry.ts';

/** A Registro Civil that knows the fictional people only. */
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
