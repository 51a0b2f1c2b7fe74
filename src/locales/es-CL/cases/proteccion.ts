import type { CaseKindTexts } from './case-kind-texts.ts';

export const proteccion: CaseKindTexts = {
  name: 'Protección',
  about: 'la protección de su cuenta',
};
