import { cedulaVencida } from './cedula-vencida.ts';
import { copiaMigrante } from './copia-migrante.ts';
import { correoPerdido } from './correo-perdido.ts';
import { derecho } from './derecho.ts';
import { documentoMigrante } from './documento-migrante.ts';
import { facilitador } from './facilitador.ts';
import { factorPerdido } from './factor-perdido.ts';
import { identidadDisputada } from './identidad-disputada.ts';
import type { CaseTerm, KindRules } from './kind-rules.ts';
import { proteccion } from './proteccion.ts';
import { reclamo } from './reclamo.ts';
import { segundaDetencion } from './segunda-detencion.ts';

export const caseKinds = [
  'derecho',
  'documento-migrante',
  'copia-migrante',
  'facilitador',
  'identidad-disputada',
  'segunda-detencion',
  'cedula-vencida',
  'correo-perdido',
  'factor-perdido',
  'proteccion',
  'reclamo',
] as const;
export type CaseKind = (typeof caseKinds)[number];

/** The rules of each kind; a new kind is a file beside this one and a line here. */
export const kindRules: Readonly<Record<CaseKind, KindRules>> = {
  derecho,
  'documento-migrante': documentoMigrante,
  'copia-migrante': copiaMigrante,
  facilitador,
  'identidad-disputada': identidadDisputada,
  'segunda-detencion': segundaDetencion,
  'cedula-vencida': cedulaVencida,
  'correo-perdido': correoPerdido,
  'factor-perdido': factorPerdido,
  proteccion,
  reclamo,
};

/** The term of a case, by its kind and matter. */
export function termOf({ kind, matter }: { readonly kind: CaseKind; readonly matter?: string | undefined }): CaseTerm {
  const { term, terms } = kindRules[kind];
  return (matter !== undefined && terms && Object.hasOwn(terms, matter) ? terms[matter] : undefined) ?? term;
}
