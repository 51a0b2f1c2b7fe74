import type { PersonName } from '../../domain/account.ts';
import type { Nie } from '../../domain/nie.ts';
import type { ForeignPerson } from '../../ports/nie-registry.ts';

const migrant = (
  nie: string,
  name: PersonName,
  birthDate: string,
  nationality: string,
  passport?: string,
): ForeignPerson => ({
  nie: nie as Nie,
  name,
  birthDate,
  nationality,
  document: passport ? { kind: 'Pasaporte', number: passport, country: nationality } : undefined,
});

/** The fictional people with a NIE (rules, Fictional numbers); Jorge is also one of the people with a RUN. */
export const foreignPeople: readonly ForeignPerson[] = [
  migrant(
    '199000001-4',
    { given: 'Marie Ange', paternal: 'Toussaint', maternal: undefined },
    '1993-10-17',
    'Haití',
    'HX0000001',
  ),
  migrant(
    '199000002-2',
    { given: 'Jorge Andrés', paternal: 'Del Río', maternal: 'González' },
    '1988-12-05',
    'Colombia',
    'CX0000002',
  ),
  migrant('199000107-K', { given: 'Lucas', paternal: 'Ferreira', maternal: 'Barbosa' }, '1986-06-24', 'Brasil'),
];
