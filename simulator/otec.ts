import { companiesAt } from '../src/dev/people/companies.ts';
import { dotted, partsOf, type SimulatedRegistry } from './registry.ts';

const bodies = () => companiesAt(new Date()).filter(({ kind }) => kind !== 'EMPRESA');

function body(asked: string): object | undefined {
  const found = bodies().find((company) => company.rut === asked);
  if (!found) return undefined;
  const [rut, dv] = partsOf(asked);
  return { rut, dv, tipo: found.kind };
}

/** SENCE's register of training bodies and their intermediaries. */
export const otec: SimulatedRegistry = {
  id: 'otec',
  title: 'Registro de OTEC y OTIC (SENCE)',
  names: ['rut', 'dv'],
  operations: { 'organismos/consulta': body },
  members: () => bodies().map(({ rut }) => rut),
  columns: ['RUT', 'Razón social', 'Tipo'],
  rows: () => bodies().map((one) => [dotted(one.rut), one.razonSocial, one.kind]),
};
