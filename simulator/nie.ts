import { foreignPeople } from '../src/dev/people/foreign-people.ts';
import { issuedNies } from '../src/dev/people/issued-nies.ts';
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

const issued = issuedNies();

/** Gives a number to whom has none; a program that asks again for a request, or for a document, gets the same one. */
function issue(asked: Readonly<Record<string, unknown>>): object | undefined {
  const { solicitud, pais, documento } = asked;
  const { tipo, numero } = (documento ?? {}) as Readonly<Record<string, unknown>>;
  const parts = [solicitud, pais, tipo, numero];
  if (!parts.every((part) => typeof part === 'string' && part !== '')) return undefined;
  const [numeroNie, dc] = partsOf(issued(String(solicitud), [pais, tipo, numero].join(' ')));
  return { solicitud, numero: numeroNie, dc };
}

/** The register of NIE: people without a Chilean card. */
export const nie: SimulatedRegistry = {
  id: 'nie',
  title: 'Registro de NIE',
  names: ['numero', 'dc'],
  operations: { 'personas/consulta': person },
  issues: { 'personas/asignacion': issue },
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
