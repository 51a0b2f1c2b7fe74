import type { FacilitadorData } from '../../domain/facilitador/facilitador-data.ts';
import type { ObservedPart, RequestPart } from '../../domain/facilitador/facilitador-request.ts';
import type { FilePurpose } from '../../domain/files.ts';
import type { Policy } from '../../domain/policy.ts';
import { type Form, type Readers, text } from '../../http/form.ts';
import { documentReaders, personReaders, toDocument, toPerson, valuesOfDocument, valuesOfPerson } from './form.ts';

/** The fields of each part of the data. */
const fieldsOf: Readonly<Partial<Record<RequestPart, readonly string[]>>> = {
  document: ['numero_documento', 'tipo_documento'],
  name: ['nombres', 'paterno', 'materno'],
  sex: ['sexo'],
  birthDate: ['fecha_nacimiento'],
  country: ['pais'],
  email: ['email'],
};

/** The field of each file. */
const fileFields: Readonly<Partial<Record<RequestPart, string>>> = {
  declaration: 'declaracion',
  documentFile: 'documento',
};

/** All fields of files that a correction may have, and for what each is received. */
export const correctionFiles = {
  documento: 'documento-facilitador',
  declaracion: 'declaracion',
} as const satisfies Readonly<Record<string, FilePurpose>>;

type Observed = readonly ObservedPart[];

/** Fields of the files that are asked for anew. */
export const filesAsked = (observed: Observed): readonly string[] =>
  observed.flatMap(({ part }) => fileFields[part] ?? []);

const dataFields = (observed: Observed): ReadonlySet<string> =>
  new Set(observed.flatMap(({ part }) => fieldsOf[part] ?? []));

/** Readers of what was sent back, and of nothing else. */
export function correctionReaders(
  form: Form,
  observed: Observed,
  policy: Pick<Policy, 'asksChildren'>,
  now: Date,
): Readers {
  const asked = dataFields(observed);
  const all: Readers = { ...documentReaders(form), ...personReaders(form, policy, now) };
  return Object.fromEntries(Object.entries(all).filter(([field]) => asked.has(field)));
}

/** The data with what was read in place of what was there. */
export function correctedData(data: FacilitadorData, read: Readonly<Record<string, unknown>>): FacilitadorData {
  const { document, name, sex, birthDate, children, country, email } = data;
  const before = {
    numero_documento: document.number,
    tipo_documento: document.kind,
    nombres: name.given ?? '',
    paterno: name.paternal ?? '',
    materno: name.maternal,
    sexo: sex,
    fecha_nacimiento: birthDate,
    hijos: children,
    pais: country,
    email,
  };
  const after = { ...before, ...read };
  return { ...toPerson(after), document: toDocument(after) };
}

/** What the fields show: what was typed, or what the request says now. */
export function correctionValues(data: FacilitadorData, form: Form | undefined): Record<string, string> {
  const now = { ...valuesOfDocument(data.document), ...valuesOfPerson(data) };
  if (!form) return now;
  return Object.fromEntries(
    Object.entries(now).map(([field, value]) => [field, form.has(field) ? text(form, field) : value]),
  );
}
