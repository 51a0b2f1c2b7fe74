import type { CaseKindTexts } from './case-kind-texts.ts';

export const correoPerdido: CaseKindTexts = {
  name: 'Ya no puedo abrir mi correo',
  about: 'el correo que ya no puede abrir',
};
