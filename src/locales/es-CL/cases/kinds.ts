import type { CaseKind } from '../../../domain/cases/kinds/kinds.ts';
import type { CaseKindTexts } from './case-kind-texts.ts';
import { cedulaVencida } from './cedula-vencida.ts';
import { copiaMigrante } from './copia-migrante.ts';
import { correoPerdido } from './correo-perdido.ts';
import { derecho } from './derecho.ts';
import { documentoMigrante } from './documento-migrante.ts';
import { facilitador } from './facilitador.ts';
import { factorPerdido } from './factor-perdido.ts';
import { identidadDisputada } from './identidad-disputada.ts';
import { organismo } from './organismo.ts';
import { plataforma } from './plataforma.ts';
import { proteccion } from './proteccion.ts';
import { reclamo } from './reclamo.ts';
import { segundaDetencion } from './segunda-detencion.ts';

/** The words of each kind; one without words does not compile. */
export const caseKindTexts: Readonly<Record<CaseKind, CaseKindTexts>> = {
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

/** The name of each kind. */
export const caseNames = Object.fromEntries(
  Object.entries(caseKindTexts).map(([kind, { name }]) => [kind, name]),
) as Readonly<Record<CaseKind, string>>;
