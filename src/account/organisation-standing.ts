import type { Rut } from '../domain/rut.ts';
import type { Deps } from '../ports/deps.ts';
import type { Company } from '../ports/tax-registry.ts';
import { Unavailable } from '../ports/unavailable.ts';
import type { ChangeNeeds } from './apply-company-change.ts';
import { isStanding } from './invitations.ts';
import { companyThisMinute, trustedSince } from './representation.ts';

/** The dependencies for asking whether an organisation stands. */
export type StandingNeeds = Pick<Deps, 'accounts' | 'companies' | 'now'>;

/**
 * Whether an organisation stands: its account is neither stopped nor contested, and the SII's stored answer names a
 * representative of a company in force. It reads the database alone: a request of a program never waits for the SII, and
 * `watchCompanies` keeps the answer of who is in use at most a minute old. Without an answer of the last 24 hours the
 * account alone decides.
 */
export async function organisationStands(deps: StandingNeeds, rut: Rut): Promise<boolean> {
  const account = await deps.accounts.findByIdentifier('juridica', rut);
  if (!account || !isStanding(account)) return false;
  const known = await deps.companies.recall(rut, trustedSince(deps));
  return known === undefined || hasRepresentative(known);
}

/**
 * The same where a sign-in begins: the SII is asked first if its answer is older than a minute, once for all who
 * come within it. While it is silent, the stored answer decides.
 */
export async function organisationStandsNow(deps: ChangeNeeds, rut: Rut): Promise<boolean> {
  return (await isKnown(deps, rut)) && (await organisationStands(deps, rut));
}

async function isKnown(deps: ChangeNeeds, rut: Rut): Promise<boolean> {
  try {
    return (await companyThisMinute(deps, rut)) !== undefined;
  } catch (error) {
    if (error instanceof Unavailable && error.service === 'tax-registry') return true;
    throw error;
  }
}

/** Whether a company is in force, and has a representative. */
export const hasRepresentative = ({ estado, representantes }: Company): boolean =>
  estado === 'vigente' && representantes.length > 0;
