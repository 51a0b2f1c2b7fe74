import { companiesAt } from '../src/dev/people/companies.ts';
import { chileanDay, dayOf, dotted, partsOf, type SimulatedRegistry } from './registry.ts';
import type { CompanyMode } from './switches.ts';

const companies = () => companiesAt(new Date());

function taxpayer(asked: string): object | undefined {
  const found = companies().find((company) => company.rut === asked);
  if (!found) return undefined;
  const [rut, dv] = partsOf(asked);
  return {
    rut,
    dv,
    RazonSocial: found.razonSocial,
    EstadoGiro: found.estado === 'vigente' ? 'VIGENTE' : 'TERMINO_GIRO',
    representantes: found.representantes.map(({ run, since }) => {
      const [number, digit] = partsOf(run);
      return { rut: number, dv: digit, fechaInicio: dayOf(since) };
    }),
  };
}

const changes: Readonly<Record<CompanyMode, object>> = {
  normal: {},
  'sin-representantes': { representantes: [] },
  'termino-de-giro': { EstadoGiro: 'TERMINO_GIRO' },
};

/** The SII: companies and who represents them today. */
export const sii: SimulatedRegistry = {
  id: 'sii',
  title: 'Servicio de Impuestos Internos (SII)',
  names: ['rut', 'dv'],
  operations: { 'contribuyentes/consulta': taxpayer },
  switched: (answer, mode) => ({ ...answer, ...changes[mode] }),
  members: () => companies().map(({ rut }) => rut),
  columns: ['RUT', 'Razón social', 'Giro', 'Representantes vigentes'],
  rows: () =>
    companies().map((one) => [
      dotted(one.rut),
      one.razonSocial,
      one.estado === 'vigente' ? 'Vigente' : 'Término de giro',
      one.representantes.map(({ run, since }) => `${dotted(run)} desde el ${chileanDay(dayOf(since))}`).join('; '),
    ]),
};
