import type { CaseKindTexts } from './case-kind-texts.ts';

export const facilitador: CaseKindTexts = {
  name: 'Clave para un facilitador extranjero',
  about: 'la clave de un facilitador extranjero',
};
