import type { NieRegistry } from '../../ports/nie-registry.ts';
import { foreignPeople } from './foreign-people.ts';

/** A register of NIE that knows the cast and nobody else. */
export function simulatedNieRegistry(): NieRegistry {
  return { simulado: true, findPerson: async (nie) => foreignPeople.find((person) => person.nie === nie) };
}
