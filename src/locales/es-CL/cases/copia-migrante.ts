import type { CaseKindTexts } from './case-kind-texts.ts';

export const copiaMigrante: CaseKindTexts = {
  name: 'Copia del documento de una persona migrante',
  about: 'la copia de su documento',
};
