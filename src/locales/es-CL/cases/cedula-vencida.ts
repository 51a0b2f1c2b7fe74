import type { CaseKindTexts } from './case-kind-texts.ts';

export const cedulaVencida: CaseKindTexts = {
  name: 'Cédula vencida',
  about: 'su cédula vencida',
};
