import type { CaseKind } from '../../../domain/cases/kinds/kinds.ts';
import type { CaseAsker } from '../../shape/cases.ts';

const person: CaseAsker = {
  title: 'Persona',
  begins: 'La persona',
  within: 'la persona',
  waits: 'Espera a la persona',
  data: 'Lleva datos de la persona.',
};

const company: CaseAsker = {
  title: 'Empresa',
  begins: 'La empresa',
  within: 'la empresa',
  waits: 'Espera a la empresa',
  data: 'Lleva datos de la empresa y del facilitador.',
};

const organisation: CaseAsker = {
  title: 'Organización',
  begins: 'La organización',
  within: 'la organización',
  waits: 'Espera a la organización',
  data: 'Lleva datos de la organización y de sus contactos.',
};

const body: CaseAsker = {
  title: 'Organismo',
  begins: 'El organismo',
  within: 'el organismo',
  waits: 'Espera al organismo',
  data: 'Lleva datos del organismo y de quien firma su documento.',
};

const askers: Partial<Readonly<Record<CaseKind, CaseAsker>>> = {
  facilitador: company,
  plataforma: organisation,
  organismo: body,
};

/** Who asks in a case of a kind, as the desk reads it. */
export const askerOf = (kind: CaseKind): CaseAsker => askers[kind] ?? person;
