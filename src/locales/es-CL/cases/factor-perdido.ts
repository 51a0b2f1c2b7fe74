import type { CaseKindTexts } from './case-kind-texts.ts';

export const factorPerdido: CaseKindTexts = {
  name: 'Perdió su segundo factor',
  about: 'su segundo factor',
};
