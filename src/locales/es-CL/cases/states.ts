import type { CaseState } from '../../../domain/cases/case.ts';

/** The state of a case, for staff and person. */
export const caseStateNames: Readonly<Record<CaseState, string>> = {
  recibida: 'Recibido',
  'en-revision': 'En revisión',
  'espera-persona': 'Espera a la persona',
  'por-confirmar': 'Falta otra confirmación',
  'por-llamar': 'Falta una llamada',
  resuelta: 'Resuelto',
  desistida: 'Desistido',
  vencida: 'Vencido',
};
