import { companiesAt } from '../../../src/dev/people/companies.ts';
import type { TaxRegistry } from '../../../src/ports/tax-registry.ts';

/** An SII that knows the fictional companies only. */
export function simulatedTaxRegistry(now: () => Date): TaxRegistry {
  return {
    simulado: true,
    async findCompany(rut) {
      const found = companiesAt(now()).find((company) => company.rut === rut);
      if (!found) return undefined;
      const { kind: _, ...company } = found;
      return company;
    },
  };
}
