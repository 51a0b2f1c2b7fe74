import { z } from 'zod';
import type { CedulaCheck, CedulaClass, CedulaVerdict, CivilRegistry } from '../../ports/civil-registry.ts';
import { calendarDate } from './calendar-date.ts';
import { isFictionalRut, partsOf } from './identifier.ts';
import { type RegistrySettings, registryCall } from './registry-call.ts';
import type { FailureReason } from './registry-failure.ts';

/** Shapes after the State's own service (domain annex, 6); what else it says is dropped here. */
export const personShape = z.object({
  rut: z.number(),
  dv: z.string(),
  nombres: z.string().min(1),
  apellidoPaterno: z.string(),
  apellidoMaterno: z.string().nullish(),
  fechaNacimiento: calendarDate,
  fechaDefuncion: z.string().nullish(),
});
export const cardShape = z.object({
  Rut: z.number(),
  Dv: z.string(),
  EstadoRespuesta: z.enum([
    'Correcto',
    'DatosInexistentes',
    'SolicitudFormatoInvalido',
    'ErrorTecnico',
    'ErrorAutentificacion',
  ]),
  CodigoClaseDocumento: z.string().nullish(),
  IndicadorVigencia: z.enum(['S', 'N']).nullish(),
  IndicadorBloqueo: z.string().nullish(),
});

/** Answers that are none: it was asked, but it did not look. */
const faults: Partial<Record<Card['EstadoRespuesta'], FailureReason>> = {
  ErrorTecnico: 'server-error',
  ErrorAutentificacion: 'token-refused',
};

type Card = z.output<typeof cardShape>;

/** The Registro Civil over HTTP. */
export function httpCivilRegistry(settings: RegistrySettings): CivilRegistry {
  const ask = registryCall('civil-registry', settings);
  const { simulado } = settings;
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
        aboutOf: (answer) => [answer.rut, answer.dv],
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
        aboutOf: (answer) => [answer.Rut, answer.Dv],
        faultOf: ({ EstadoRespuesta }) => faults[EstadoRespuesta],
      });
      return found ? checkOf(found) : { verdict: 'absent' };
    },
  };
}

const personOf = (found: z.output<typeof personShape>) => ({
  name: { given: found.nombres, paternal: found.apellidoPaterno, maternal: found.apellidoMaterno || undefined },
  birthDate: found.fechaNacimiento,
  deceased: Boolean(found.fechaDefuncion),
});

const classes = new Map<string, CedulaClass>([
  ['CedulaIdentidadParaChileno', 'chileno'],
  ['CedulaIdentidadParaExtranjero', 'extranjero'],
]);

function checkOf(card: Card): CedulaCheck {
  const { EstadoRespuesta, CodigoClaseDocumento: code } = card;
  // The number of a passport is not the number of a card.
  if (EstadoRespuesta !== 'Correcto' || (code && !classes.has(code))) return { verdict: 'mismatch' };
  return { verdict: verdictOf(card), clase: classes.get(code ?? '') };
}

function verdictOf({ IndicadorBloqueo, IndicadorVigencia }: Card): CedulaVerdict {
  if (IndicadorBloqueo !== 'NO_BLOQUEADO') return 'blocked';
  return IndicadorVigencia === 'S' ? 'matches' : 'expired';
}
