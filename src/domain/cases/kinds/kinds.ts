import { cedulaVencida } from './cedula-vencida.ts';
import { copiaMigrante } from './copia-migrante.ts';
import { correoPerdido } from './correo-perdido.ts';
import { derecho } from './derecho.ts';
import { documentoMigrante } from './documento-migrante.ts';
import { facilitador } from './facilitador.ts';
import { factorPerdido } from './factor-perdido.ts';
import { identidadDisputada } from './identidad-disputada.ts';
import type { CaseTerm, Deciding, KindRules } from './kind-rules.ts';
import { organismo } from './organismo.ts';
import { plataforma } from './plataforma.ts';
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
  'plataforma',
  'organismo',
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
  plataforma,
  organismo,
};

/** Kind and matter of a case. */
interface KindAndMatter {
  readonly kind: CaseKind;
  readonly matter?: string | undefined;
}

/** The term of a case, by its kind and matter. */
export const termOf = ({ kind, matter }: KindAndMatter): CaseTerm =>
  ofMatter(kindRules[kind].terms, matter) ?? kindRules[kind].term;

/** Who decides a case, by its kind and matter. */
export const decidingOf = ({ kind, matter }: KindAndMatter): Deciding =>
  ofMatter(kindRules[kind].decidings, matter) ?? kindRules[kind].deciding;

/** What stands under the first word of a matter. */
function ofMatter<T>(table: Readonly<Record<string, T>> | undefined, matter: string | undefined): T | undefined {
  const [word = ''] = (matter ?? '').split(':');
  return table && Object.hasOwn(table, word) ? table[word] : undefined;
}
