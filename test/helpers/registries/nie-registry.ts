import { foreignPeople } from '../../../src/dev/people/foreign-people.ts';
import type { NieRegistry } from '../../../src/ports/nie-registry.ts';

/** A register of NIE that knows the fictional people only. */
export function simulatedNieRegistry(): NieRegistry {
  return { simulado: true, findPerson: async (nie) => foreignPeople.find((person) => person.nie === nie) };
}
