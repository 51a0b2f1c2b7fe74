import type { CaseKindTexts } from './case-kind-texts.ts';

export const identidadDisputada: CaseKindTexts = {
  name: 'Otra persona usa su número',
  about: 'su RUT o NIE',
};
