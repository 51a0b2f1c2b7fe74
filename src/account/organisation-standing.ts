import type { Rut } from '../domain/rut.ts';
import type { Deps } from '../ports/deps.ts';
import type { Company } from '../ports/tax-registry.ts';
import { Unavailable } from '../ports/unavailable.ts';
import type { ChangeNeeds } from './apply-company-change.ts';
import { isStanding } from './invitations.ts';
import { hasFirstPerson } from './public-bodies.ts';
import { companyThisMinute } from './representation.ts';

/** The dependencies for asking whether an organisation stands. */
export type StandingNeeds = Pick<Deps, 'accounts' | 'companies' | 'mandates' | 'now'>;

/**
 * Whether an organisation stands: a company whose account is neither stopped nor contested, while the SII's stored answer
 * names a representative of a company in force; or a public body with a first person. It reads the database alone: a
 * request of a program never waits for the SII, and `watchCompanies` keeps the answer of who is in use at most a minute
 * old. While the SII is silent its last answer decides, however old; without any the account alone.
 */
export const organisationStands = async (deps: StandingNeeds, rut: Rut): Promise<boolean> =>
  (await companyStands(deps, rut)) || (await hasFirstPerson(deps, rut));

/**
 * The same where a sign-in begins: the SII is asked first if its answer is older than a minute, once for all who
 * come within it. While it is silent, the stored answer decides. It is not asked about a public body.
 */
export async function organisationStandsNow(deps: StandingNeeds & ChangeNeeds, rut: Rut): Promise<boolean> {
  const company = await deps.accounts.findByIdentifier('juridica', rut);
  const isCompany = company !== undefined && (await isKnown(deps, rut)) && (await companyStands(deps, rut));
  return isCompany || (await hasFirstPerson(deps, rut));
}

async function companyStands(deps: StandingNeeds, rut: Rut): Promise<boolean> {
  const account = await deps.accounts.findByIdentifier('juridica', rut);
  if (!account || !isStanding(account)) return false;
  const known = await deps.companies.recall(rut, new Date(0));
  return known === undefined || hasRepresentative(known);
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
