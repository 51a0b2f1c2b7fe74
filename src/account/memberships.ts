import { type Account, rutOf } from '../domain/account.ts';
import { delegatorIn, type MemberRole, needsFactor, type Suspension } from '../domain/member-role.ts';
import type { Rut } from '../domain/rut.ts';
import { isFactor } from '../domain/second-factor.ts';
import type { Deps } from '../ports/deps.ts';
import type { Mandate, Organisation } from '../ports/mandates.ts';
import type { Company } from '../ports/tax-registry.ts';
import type { ChangeNeeds } from './apply-company-change.ts';
import { isStanding } from './invitations.ts';
import { hasRepresentative } from './organisation-standing.ts';
import { companyThisMinute } from './representation.ts';
import type { Here } from './who-is-in.ts';

/** The dependencies for asking what an account may do for an organisation. */
export type MembershipNeeds = ChangeNeeds & Pick<Deps, 'credentials' | 'mandates'>;

/** An organisation for which an account acts, and as what; without `until` it is the company itself. */
export interface Membership {
  readonly organisation: Organisation;
  readonly role: MemberRole;
  readonly until?: Date;
}

/** A membership in force, and why it does not count now, if it does not. */
export interface MembershipState {
  readonly mandate: Mandate;
  readonly role: MemberRole;
  readonly suspended?: Suspension | undefined;
}

type Who = Pick<Here, 'account' | 'actor'>;

/**
 * The organisations for which an account acts now: a company that is signed in acts for itself as `administra`, any other
 * account for those whose membership counts. What the SII says is at most a minute old while it answers. Throws
 * Unavailable where it has to be asked, does not answer, and no answer of the last 24 hours is stored.
 */
export async function organisationsOf(deps: MembershipNeeds, here: Who): Promise<readonly Membership[]> {
  if (here.account.profile === 'juridica') return ofCompany(deps, here);
  const all = await membershipsOf(deps, here.account);
  return all
    .filter(({ suspended }) => suspended === undefined)
    .map(({ mandate: { organisation, until }, role }) => ({ organisation, role, until }));
}

/** The role of an account in one organisation now; undefined for a stranger. Throws as `organisationsOf`. */
export async function roleIn(deps: MembershipNeeds, here: Who, rut: Rut): Promise<MemberRole | undefined> {
  const all = await organisationsOf(deps, here);
  return all.find(({ organisation }) => organisation.rut === rut)?.role;
}

/** The memberships of an account in force, also those that do not count now. Throws as `organisationsOf`. */
export async function membershipsOf(
  deps: MembershipNeeds,
  account: Pick<Account, 'id'>,
): Promise<readonly MembershipState[]> {
  const found: MembershipState[] = [];
  for (const mandate of await deps.mandates.inForce(account.id, deps.now(), 'miembro'))
    found.push(await stateOf(deps, mandate));
  return found;
}

/** How one in force stands now. Throws as `organisationsOf`. */
export async function stateOf(deps: MembershipNeeds, mandate: Mandate): Promise<MembershipState> {
  const role = mandate.scope as MemberRole;
  return { mandate, role, suspended: (await sourceLost(deps, mandate)) ?? (await factorLost(deps, mandate, role)) };
}

/**
 * A membership counts while its organisation stands, and who gave it still represents that (rules, Membership). What is
 * lost, if anything. Throws as `organisationsOf`.
 */
export async function sourceLost(
  deps: MembershipNeeds,
  { organisation, source }: Pick<Mandate, 'organisation' | 'source'>,
): Promise<Suspension | undefined> {
  const company = await deps.accounts.findByIdentifier('juridica', organisation.rut);
  const known = company && isStanding(company) ? await companyThisMinute(deps, organisation.rut) : undefined;
  if (!company || !known || !hasRepresentative(known)) return 'organisation';
  const subject = delegatorIn(source);
  if (subject === undefined) return undefined;
  const actor = await deps.companies.findActor(company.id, { subject });
  return actor && names(known, actor.run) ? undefined : 'delegator';
}

async function factorLost(
  { credentials }: Pick<Deps, 'credentials'>,
  { accountId }: Mandate,
  role: MemberRole,
): Promise<Suspension | undefined> {
  if (!needsFactor(role)) return undefined;
  return (await credentials.of({ accountId, actor: undefined })).some(isFactor) ? undefined : 'factor';
}

/** A company acts for itself while it stands and the SII names who is signed in. */
async function ofCompany(deps: MembershipNeeds, { account, actor }: Who): Promise<readonly Membership[]> {
  const rut = rutOf(account);
  const known = actor && isStanding(account) ? await companyThisMinute(deps, rut) : undefined;
  if (!actor || !known || !hasRepresentative(known) || !names(known, actor.run)) return [];
  return [{ organisation: { rut, razonSocial: account.personal.company?.razonSocial ?? '' }, role: 'administra' }];
}

const names = ({ representantes }: Company, run: Rut): boolean => representantes.some((one) => one.run === run);
