import type { CaseKindTexts } from './case-kind-texts.ts';

export const plataforma: CaseKindTexts = {
  name: 'Plataforma de una organización',
  about: 'una plataforma',
};
