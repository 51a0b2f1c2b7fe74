import type { Rut } from '../domain/rut.ts';
import type { Deps } from '../ports/deps.ts';
import type { CompanyKind } from '../ports/otec-registry.ts';
import { Unavailable } from '../ports/unavailable.ts';

/** What a company is to SENCE. While the register is silent it is an EMPRESA: nobody is kept out for that. */
export async function companyKind({ otecRegistry }: Pick<Deps, 'otecRegistry'>, rut: Rut): Promise<CompanyKind> {
  try {
    return await otecRegistry.kindOf(rut);
  } catch (error) {
    if (error instanceof Unavailable) return 'EMPRESA';
    throw error;
  }
}
