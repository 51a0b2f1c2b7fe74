import type { FacilitadorState } from '../facilitador/facilitador-request.ts';
import type { Case } from './case.ts';

/** The state of a request, which follows its case; one that was withdrawn or that expired is over without a key. */
export function stateOfRequest({ state, decision }: Pick<Case, 'state' | 'decision'>): FacilitadorState {
  switch (state) {
    case 'recibida':
      return 'recibida';
    case 'espera-persona':
      return 'observada';
    case 'resuelta':
      return decision?.outcome === 'acogida' ? 'aprobada' : 'rechazada';
    case 'desistida':
    case 'vencida':
      return 'rechazada';
    default:
      return 'en-revision';
  }
}
