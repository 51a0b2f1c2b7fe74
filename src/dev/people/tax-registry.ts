import type { TaxRegistry } from '../../ports/tax-registry.ts';
import { companiesAt } from './companies.ts';

/** An SII that knows the cast's companies and no other. */
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
