import { z } from 'zod';
import type { Nie } from '../../domain/nie.ts';
import type { ForeignDocument, ForeignPerson, NieRegistry } from '../../ports/nie-registry.ts';
import { checkCharacter, identifierNumber, optionalDate, optionalText } from './fields.ts';
import { isFictionalNie, partsOf } from './identifier.ts';
import { impossibleName, isFuture, nameOf } from './person-fields.ts';
import { type RegistrySettings, registryCall } from './registry-call.ts';

/** What the register of NIE answers about a person (rules, NIE numbers); other fields are dropped. */
export const foreignPersonShape = z.object({
  numero: identifierNumber,
  dc: checkCharacter,
  nombres: optionalText,
  apellidoPaterno: optionalText,
  apellidoMaterno: optionalText,
  fechaNacimiento: optionalDate,
  nacionalidad: optionalText,
  documento: z.object({ tipo: optionalText, numero: optionalText, pais: optionalText }).nullish(),
});

/** The register of NIE over HTTP. */
export function httpNieRegistry(settings: RegistrySettings): NieRegistry {
  const ask = registryCall('nie-registry', settings);
  const { simulado, now } = settings;
  return {
    simulado,
    async findPerson(nie) {
      if (!simulado && isFictionalNie(nie)) return undefined;
      const [numero, dc] = partsOf(nie);
      const found = await ask({
        operation: 'foreign person',
        path: 'personas/consulta',
        about: nie,
        body: { numero, dc },
        shape: foreignPersonShape,
        names: ['numero', 'dc'],
        impossible: (answer) => impossibleIn(answer, now()),
      });
      return found && personOf(nie, found);
    },
  };
}

type Answer = z.output<typeof foreignPersonShape>;

const personOf = (nie: Nie, found: Answer): ForeignPerson => ({
  nie,
  name: nameOf(found),
  birthDate: found.fechaNacimiento,
  nationality: found.nacionalidad,
  document: documentOf(found.documento),
});

/** A document of which a part is not known is ignored. */
function documentOf(found: Answer['documento']): ForeignDocument | undefined {
  const { tipo: kind, numero: number, pais: country } = found ?? {};
  return kind && number && country ? { kind, number, country } : undefined;
}

const impossibleIn = (found: Answer, now: Date): readonly string[] => [
  ...impossibleName(found),
  ...(isFuture(found.fechaNacimiento, now) ? ['fechaNacimiento'] : []),
];
