import type { RightKind } from '../../../domain/rights.ts';

/** The name of each right on pages, in mails and in the copy of one's data. */
export const rightNames: Readonly<Record<RightKind, string>> = {
  acceso: 'Acceso a mis datos',
  rectificacion: 'Rectificación de mis datos',
  supresion: 'Supresión de mis datos',
  oposicion: 'Oposición a un uso de mis datos',
  bloqueo: 'Bloqueo temporal de mis datos',
};
