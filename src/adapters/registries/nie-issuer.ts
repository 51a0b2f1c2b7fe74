import { z } from 'zod';
import { type Nie, niePolicy } from '../../domain/nie.ts';
import type { NieIssuer } from '../../ports/nie-issuer.ts';
import { Unavailable } from '../../ports/unavailable.ts';
import { checkCharacter, identifierNumber, requiredText } from './fields.ts';
import { isFictionalNie } from './identifier.ts';
import { type RegistrySettings, registryCall } from './registry-call.ts';

/** What the register of NIE answers to a request for a number; other fields are dropped. */
export const issuedShape = z.object({ solicitud: requiredText, numero: identifierNumber, dc: checkCharacter });

type Issued = z.output<typeof issuedShape>;

/** The register of NIE over HTTP, which gives one number to a request however often it is asked. */
export function httpNieIssuer(settings: RegistrySettings): NieIssuer {
  const ask = registryCall('nie-registry', settings);
  return {
    async issue({ id, document, name, sex, birthDate, country }) {
      const issued = await ask({
        operation: 'new number',
        path: 'personas/asignacion',
        about: id,
        body: {
          solicitud: id,
          nombres: name.given,
          apellidoPaterno: name.paternal,
          apellidoMaterno: name.maternal ?? null,
          sexo: sex,
          fechaNacimiento: birthDate,
          pais: country,
          documento: { tipo: document.kind, numero: document.number },
        },
        shape: issuedShape,
        names: ['solicitud'],
        impossible: (answer) => impossibleIn(answer, settings.simulado),
      });
      if (!issued) throw new Unavailable('nie-registry');
      return nieOf(issued);
    },
  };
}

const nieOf = ({ numero, dc }: Issued): Nie => `${numero}-${dc}` as Nie;

/** A number outside of the range or with another check character, and in production a fictional one, is none. */
function impossibleIn(issued: Issued, simulado: boolean): readonly string[] {
  const { numero, dc } = issued;
  const known = numero >= niePolicy.min && numero <= niePolicy.max && niePolicy.checkCharacter(String(numero)) === dc;
  return known && (simulado || !isFictionalNie(nieOf(issued))) ? [] : ['numero'];
}
