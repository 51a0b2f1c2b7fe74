import { foreignPeople } from '../src/dev/people/foreign-people.ts';
import { fullName } from '../src/domain/account.ts';
import { chileanDay, dotted, partsOf, type SimulatedRegistry } from './registry.ts';

function person(asked: string): object | undefined {
  const found = foreignPeople.find(({ nie: identifier }) => identifier === asked);
  if (!found) return undefined;
  const [numero, dc] = partsOf(asked);
  const { name, document } = found;
  return {
    numero,
    dc,
    nombres: name.given,
    apellidoPaterno: name.paternal,
    apellidoMaterno: name.maternal ?? null,
    fechaNacimiento: found.birthDate,
    nacionalidad: found.nationality ?? null,
    documento: document ? { tipo: document.kind, numero: document.number, pais: document.country } : null,
  };
}

/** The register of NIE: people without a Chilean card. */
export const nie: SimulatedRegistry = {
  id: 'nie',
  title: 'Registro de NIE',
  names: ['numero', 'dc'],
  operations: { 'personas/consulta': person },
  members: () => foreignPeople.map((one) => one.nie),
  columns: ['NIE', 'Nombre', 'Nacimiento', 'Nacionalidad', 'Documento'],
  rows: () =>
    foreignPeople.map((one) => [
      dotted(one.nie),
      fullName(one.name),
      chileanDay(one.birthDate ?? ''),
      one.nationality ?? '',
      one.document ? `${one.document.kind} ${one.document.number}` : 'Sin documento',
    ]),
};
