import { parseEmail } from '../../domain/email.ts';
import type { FacilitadorDocument, FacilitadorPerson } from '../../domain/facilitador/facilitador-data.ts';
import { parseBirthDate, typedDay } from '../../domain/facilitador/parse-birth-date.ts';
import { parseDocumentKind, parseDocumentNumber } from '../../domain/facilitador/parse-document.ts';
import {
  parseChildren,
  parseCountry,
  parseName,
  parseOptionalName,
  parseSex,
} from '../../domain/facilitador/parse-person.ts';
import type { Policy } from '../../domain/policy.ts';
import { dayOf } from '../../domain/working-days.ts';
import { type Form, text } from '../../http/form.ts';

const documentFields = ['numero_documento', 'tipo_documento'] as const;
const personFields = ['nombres', 'paterno', 'materno', 'sexo', 'fecha_nacimiento', 'hijos', 'pais', 'email'] as const;

/** What a page gives back after an error: never the secret answer. */
export const typedFacilitador = (form: Form): Record<string, string> =>
  Object.fromEntries([...documentFields, ...personFields, 'pregunta'].map((name) => [name, text(form, name)]));

/** Readers of the document, by field. */
export const documentReaders = (form: Form) => ({
  numero_documento: () => parseDocumentNumber(text(form, 'numero_documento')),
  tipo_documento: () => parseDocumentKind(text(form, 'tipo_documento')),
});

/** Readers of the person, by field; the children are asked by policy (C13). */
export const personReaders = (form: Form, { asksChildren }: Pick<Policy, 'asksChildren'>, now: Date) => ({
  nombres: () => parseName(text(form, 'nombres')),
  paterno: () => parseName(text(form, 'paterno')),
  materno: () => parseOptionalName(text(form, 'materno')),
  sexo: () => parseSex(text(form, 'sexo')),
  fecha_nacimiento: () => parseBirthDate(text(form, 'fecha_nacimiento'), dayOf(now)),
  hijos: () => (asksChildren ? parseChildren(text(form, 'hijos')) : undefined),
  pais: () => parseCountry(text(form, 'pais')),
  email: () => parseEmail(text(form, 'email')),
});

type ReadOf<F extends (...args: never[]) => object> = {
  readonly [K in keyof ReturnType<F>]: ReturnType<F>[K] extends () => infer T ? T : never;
};

export const toDocument = (read: ReadOf<typeof documentReaders>): FacilitadorDocument => ({
  kind: read.tipo_documento,
  number: read.numero_documento,
});

export const toPerson = (read: ReadOf<typeof personReaders>): FacilitadorPerson => ({
  name: { given: read.nombres, paternal: read.paterno, maternal: read.materno },
  sex: read.sexo,
  birthDate: read.fecha_nacimiento,
  children: read.hijos,
  country: read.pais,
  email: read.email,
});

/** What was accepted, as the form shows it again. */
export function valuesOfPerson(person: FacilitadorPerson | undefined): Record<string, string> {
  if (!person) return {};
  const { name, sex, birthDate, children, country, email } = person;
  return {
    nombres: name.given ?? '',
    paterno: name.paternal ?? '',
    materno: name.maternal ?? '',
    sexo: sex,
    fecha_nacimiento: typedDay(birthDate),
    hijos: children === undefined ? '' : String(children),
    pais: country,
    email,
  };
}

export const valuesOfDocument = (document: FacilitadorDocument | undefined): Record<string, string> =>
  document ? { numero_documento: document.number, tipo_documento: document.kind } : {};
