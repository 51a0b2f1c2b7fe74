import type { CaseKindTexts } from './case-kind-texts.ts';

export const segundaDetencion: CaseKindTexts = {
  name: 'Segunda detención de un cambio',
  about: 'un cambio detenido en su cuenta',
};
