import type { CaseKindTexts } from './case-kind-texts.ts';

export const reclamo: CaseKindTexts = {
  name: 'Reclamo por una visita a sus datos',
  about: 'su reclamo',
};
