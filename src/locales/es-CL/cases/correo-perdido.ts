import type { CaseKindTexts } from './case-kind-texts.ts';

export const correoPerdido: CaseKindTexts = {
  name: 'Perdió su correo y su móvil',
  about: 'su correo y su móvil',
};
