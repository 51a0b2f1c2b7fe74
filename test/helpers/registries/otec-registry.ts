import { companiesAt } from '../../../src/dev/people/companies.ts';
import type { OtecRegistry } from '../../../src/ports/otec-registry.ts';

/** A register of OTEC and OTIC that knows the fictional companies only. */
export function simulatedOtecRegistry(now: () => Date): OtecRegistry {
  return {
    kindOf: async (rut) => companiesAt(now()).find((company) => company.rut === rut)?.kind ?? 'EMPRESA',
  };
}
