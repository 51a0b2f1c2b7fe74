import { z } from 'zod';
import type { CedulaCheck, CedulaClass, CedulaVerdict, CivilRegistry } from '../../ports/civil-registry.ts';
import { checkCharacter, codeOf, identifierNumber, optionalCodeOf, optionalDate, optionalText } from './fields.ts';
import { isFictionalRut, partsOf } from './identifier.ts';
import { impossibleName, isFuture, nameOf } from './person-fields.ts';
import { type RegistrySettings, registryCall } from './registry-call.ts';
import type { FailureReason } from './registry-failure.ts';

/**
 * Shapes of the State's own service (rules, Registry answers); other fields are dropped. Any part of a name and the
 * birth date may be absent, for some people have none on record.
 */
export const personShape = z.object({
  rut: identifierNumber,
  dv: checkCharacter,
  nombres: optionalText,
  apellidoPaterno: optionalText,
  apellidoMaterno: optionalText,
  fechaNacimiento: optionalDate,
  fechaDefuncion: optionalDate,
});
export const cardShape = z.object({
  Rut: identifierNumber,
  Dv: checkCharacter,
  EstadoRespuesta: codeOf([
    'Correcto',
    'DatosInexistentes',
    'SolicitudFormatoInvalido',
    'ErrorTecnico',
    'ErrorAutentificacion',
  ]),
  CodigoClaseDocumento: optionalText,
  IndicadorVigencia: optionalCodeOf(['S', 'N']),
  IndicadorBloqueo: optionalText,
});

/** Answers without a result: the service was asked, but did not look. */
const faults: Partial<Record<Card['EstadoRespuesta'], FailureReason>> = {
  ErrorTecnico: 'server-error',
  ErrorAutentificacion: 'token-refused',
};

type Card = z.output<typeof cardShape>;
type PersonAnswer = z.output<typeof personShape>;

/** The Registro Civil over HTTP. */
export function httpCivilRegistry(settings: RegistrySettings): CivilRegistry {
  const ask = registryCall('civil-registry', settings);
  const { simulado, now } = settings;
  return {
    simulado,
    async findPerson(run) {
      if (!simulado && isFictionalRut(run)) return undefined;
      const [rut, dv] = partsOf(run);
      const found = await ask({
        operation: 'person',
        path: 'personas/consulta',
        about: run,
        body: { rut, dv },
        shape: personShape,
        names: ['rut', 'dv'],
        impossible: (answer) => impossibleIn(answer, now()),
      });
      return found && { run, ...personOf(found) };
    },
    async verifyCedula(run, serial) {
      if (!simulado && isFictionalRut(run)) return { verdict: 'absent' };
      const [rut, dv] = partsOf(run);
      const found = await ask({
        operation: 'card',
        path: 'cedulas/verificacion',
        about: run,
        body: { rut, dv, nroSerieDoc: serial, tipoDocumento: 'C' },
        shape: cardShape,
        names: ['Rut', 'Dv'],
        faultOf: ({ EstadoRespuesta }) => faults[EstadoRespuesta],
      });
      return found ? checkOf(found) : { verdict: 'absent' };
    },
  };
}

const personOf = (found: PersonAnswer) => ({
  name: nameOf(found),
  birthDate: found.fechaNacimiento,
  deceased: found.fechaDefuncion !== undefined,
});

/** A death in the future, or before the birth, is no death; whether the person lives is then not known. */
function impossibleIn({ fechaNacimiento: birth, fechaDefuncion: death, ...found }: PersonAnswer, now: Date): string[] {
  return [
    ...impossibleName(found),
    ...(isFuture(birth, now) ? ['fechaNacimiento'] : []),
    ...(isFuture(death, now) || (birth && death && death < birth) ? ['fechaDefuncion'] : []),
  ];
}

const classes = new Map<string, CedulaClass>([
  ['CEDULAIDENTIDADPARACHILENO', 'chileno'],
  ['CEDULAIDENTIDADPARAEXTRANJERO', 'extranjero'],
]);

function checkOf(card: Card): CedulaCheck {
  const { EstadoRespuesta } = card;
  const code = card.CodigoClaseDocumento?.toUpperCase();
  // The number of a passport is not the number of a card.
  if (EstadoRespuesta !== 'Correcto' || (code && !classes.has(code))) return { verdict: 'mismatch' };
  return { verdict: verdictOf(card), clase: classes.get(code ?? '') };
}

function verdictOf({ IndicadorBloqueo, IndicadorVigencia }: Card): CedulaVerdict {
  if (IndicadorBloqueo?.toUpperCase() !== 'NO_BLOQUEADO') return 'blocked';
  return IndicadorVigencia === 'S' ? 'matches' : 'expired';
}
