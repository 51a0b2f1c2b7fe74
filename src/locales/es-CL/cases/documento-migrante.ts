import type { CaseKindTexts } from './case-kind-texts.ts';

export const documentoMigrante: CaseKindTexts = {
  name: 'Documento de una persona con NIE',
  about: 'su documento',
};
