import type { Rut } from '../domain/rut.ts';

/** What a company is to SENCE: an employer, a training body, or an intermediary between both. */
export type CompanyKind = 'EMPRESA' | 'OTEC' | 'OTIC';

/** SENCE's own register of OTEC and OTIC. Throws Unavailable when it does not answer in time. */
export interface OtecRegistry {
  /** EMPRESA for a company that is not in the register. */
  kindOf(rut: Rut): Promise<CompanyKind>;
}
