import type { Rut } from '../domain/rut.ts';
import type { Deps } from '../ports/deps.ts';
import type { CompanyKind } from '../ports/otec-registry.ts';
import { Unavailable } from '../ports/unavailable.ts';

/** The kind of a company for SENCE. EMPRESA while the register does not answer: no company is refused for that. */
export async function companyKind({ otecRegistry }: Pick<Deps, 'otecRegistry'>, rut: Rut): Promise<CompanyKind> {
  try {
    return await otecRegistry.kindOf(rut);
  } catch (error) {
    if (error instanceof Unavailable) return 'EMPRESA';
    throw error;
  }
}
