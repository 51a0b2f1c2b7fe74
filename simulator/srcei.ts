import { type CastMember, people } from '../src/dev/people/people.ts';
import { fullName } from '../src/domain/account.ts';
import { chileanDay, dotted, partsOf, type SimulatedRegistry } from './registry.ts';

const find = (run: string): CastMember | undefined => people.find((person) => person.run === run);

function person(run: string): object | undefined {
  const found = find(run);
  if (!found) return undefined;
  const [rut, dv] = partsOf(run);
  return {
    rut,
    dv,
    nombres: found.name.given,
    apellidoPaterno: found.name.paternal,
    apellidoMaterno: found.name.maternal ?? null,
    fechaNacimiento: found.birthDate,
    fechaDefuncion: found.deceased ? '2020-01-15' : null,
    nacionalidad: found.clase === 'chileno' ? 'Chile' : 'Extranjera',
  };
}

function card(run: string, { nroSerieDoc }: Readonly<Record<string, unknown>>): object | undefined {
  const found = find(run);
  if (!found) return undefined;
  const [Rut, Dv] = partsOf(run);
  if (found.serial !== nroSerieDoc) return { Rut, Dv, EstadoRespuesta: 'DatosInexistentes' };
  return {
    Rut,
    Dv,
    EstadoRespuesta: 'Correcto',
    CodigoClaseDocumento: found.clase === 'chileno' ? 'CedulaIdentidadParaChileno' : 'CedulaIdentidadParaExtranjero',
    IndicadorVigencia: found.card === 'expired' ? 'N' : 'S',
    IndicadorBloqueo: found.card === 'blocked' ? 'TEMPORAL' : 'NO_BLOQUEADO',
    FechaVencimiento: found.card === 'expired' ? '2013-01-02' : '2031-01-02',
  };
}

const states = { matches: 'Vigente', expired: 'Vencida', blocked: 'Bloqueada' } as const;

/** The Registro Civil: who a person is, and whether a card is in force. */
export const srcei: SimulatedRegistry = {
  id: 'srcei',
  title: 'Registro Civil (SRCeI)',
  names: ['rut', 'dv'],
  operations: { 'personas/consulta': person, 'cedulas/verificacion': card },
  members: () => people.map(({ run }) => run),
  columns: ['RUN', 'Nombre', 'Nacimiento', 'Serie o documento', 'Cédula', 'Clase'],
  rows: () =>
    people.map((one) => [
      dotted(one.run),
      fullName(one.name) + (one.deceased ? ' (fallecido)' : ''),
      chileanDay(one.birthDate),
      one.serial,
      states[one.card],
      one.clase,
    ]),
};
