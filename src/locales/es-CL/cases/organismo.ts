import type { CaseKindTexts } from './case-kind-texts.ts';

export const organismo: CaseKindTexts = {
  name: 'Organismo público',
  about: 'un organismo público',
};
