import type { RightKind } from '../../../domain/rights.ts';

/** How pages, mails and the copy of one's data call each right. */
export const rightNames: Readonly<Record<RightKind, string>> = {
  acceso: 'Acceso a mis datos',
  rectificacion: 'Rectificación de mis datos',
  supresion: 'Supresión de mis datos',
  oposicion: 'Oposición a un uso de mis datos',
  bloqueo: 'Bloqueo temporal de mis datos',
};
