import type { OtecRegistry } from '../../ports/otec-registry.ts';
import { companiesAt } from './companies.ts';

/** A register of OTEC and OTIC that knows those of the cast. */
export function simulatedOtecRegistry(now: () => Date): OtecRegistry {
  return {
    kindOf: async (rut) => companiesAt(now()).find((company) => company.rut === rut)?.kind ?? 'EMPRESA',
  };
}
