import { z } from 'zod';
import type { Nie } from '../../domain/nie.ts';
import type { ForeignPerson, NieRegistry } from '../../ports/nie-registry.ts';
import { calendarDate } from './calendar-date.ts';
import { isFictionalNie, partsOf } from './identifier.ts';
import { type RegistrySettings, registryCall } from './registry-call.ts';

/** What the register of NIE says of a person (domain annex, 1.2 and 9.10); what else it says is dropped here. */
export const foreignPersonShape = z.object({
  numero: z.number(),
  dc: z.string(),
  nombres: z.string().min(1),
  apellidoPaterno: z.string(),
  apellidoMaterno: z.string().nullish(),
  fechaNacimiento: calendarDate,
  nacionalidad: z.string().nullish(),
  documento: z.object({ tipo: z.string(), numero: z.string(), pais: z.string() }).nullish(),
});

/** The register of NIE over HTTP. */
export function httpNieRegistry(settings: RegistrySettings): NieRegistry {
  const ask = registryCall('nie-registry', settings);
  const { simulado } = settings;
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
        aboutOf: (answer) => [answer.numero, answer.dc],
      });
      return found && personOf(nie, found);
    },
  };
}

const personOf = (nie: Nie, found: z.output<typeof foreignPersonShape>): ForeignPerson => ({
  nie,
  name: { given: found.nombres, paternal: found.apellidoPaterno, maternal: found.apellidoMaterno || undefined },
  birthDate: found.fechaNacimiento,
  nationality: found.nacionalidad ?? undefined,
  document: found.documento
    ? { kind: found.documento.tipo, number: found.documento.numero, country: found.documento.pais }
    : undefined,
});
