import type { CaseKindTexts } from './case-kind-texts.ts';

export const derecho: CaseKindTexts = {
  name: 'Derecho sobre sus datos',
  about: 'sus datos personales',
};
