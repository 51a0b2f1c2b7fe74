import { type Account, rutOf } from '../domain/account.ts';
import { acrValues } from '../domain/acr-values.ts';
import { delegatorIn, giverIn, isNamed, type MemberRole, needsFactor, type Suspension } from '../domain/member-role.ts';
import type { Rut } from '../domain/rut.ts';
import { isFactor } from '../domain/second-factor.ts';
import type { Deps } from '../ports/deps.ts';
import type { Mandate, Organisation } from '../ports/mandates.ts';
import type { OwnSession } from '../ports/own-sessions.ts';
import type { Company } from '../ports/tax-registry.ts';
import type { ChangeNeeds } from './apply-company-change.ts';
import { isStanding } from './invitations.ts';
import { hasRepresentative } from './organisation-standing.ts';
import { hasFirstPerson, isFirstPerson } from './public-bodies.ts';
import { companyThisMinute } from './representation.ts';
import type { Here } from './who-is-in.ts';

/** The dependencies for asking what an account may do for an organisation. */
export type MembershipNeeds = ChangeNeeds & Pick<Deps, 'credentials' | 'mandates'>;

/** An organisation for which an account acts, and as what; without `until` it is the company itself. */
export interface Membership {
  readonly organisation: Organisation;
  /** What counts in this session. */
  readonly role: MemberRole;
  /** Whether it is `administra` once a second factor is used in this session, as `desarrolla` until then. */
  readonly waitsFactor: boolean;
  readonly until?: Date;
}

/** A membership in force, and why it does not count now, if it does not. */
export interface MembershipState {
  readonly mandate: Mandate;
  readonly role: MemberRole;
  readonly suspended?: Suspension | undefined;
}

type Who = Pick<Here, 'account' | 'actor'> & { readonly session?: Pick<OwnSession, 'acr'> | undefined };

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
    .map(({ mandate: { organisation, until }, role }) => ({ organisation, until, ...countedIn(here, role) }));
}

/**
 * The role of an account in one organisation now; undefined for a stranger. `administra` is given only in a session in
 * which a second factor was used. Throws as `organisationsOf`.
 */
export const roleIn = async (deps: MembershipNeeds, here: Who, rut: Rut): Promise<MemberRole | undefined> =>
  (await membershipIn(deps, here, rut))?.role;

/** The same, with all that is known of it. */
export async function membershipIn(deps: MembershipNeeds, here: Who, rut: Rut): Promise<Membership | undefined> {
  const all = await organisationsOf(deps, here);
  return all.find(({ organisation }) => organisation.rut === rut);
}

/** Who administers does so with a factor that was used in this session: that one exists is not enough. */
function countedIn({ session }: Who, role: MemberRole): Pick<Membership, 'role' | 'waitsFactor'> {
  const waitsFactor = needsFactor(role) && session?.acr !== acrValues.secondFactor;
  return { role: waitsFactor ? 'desarrolla' : role, waitsFactor };
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
 * lost, if anything; without a source, whether the organisation itself stands. Throws as `organisationsOf`.
 */
export async function sourceLost(
  deps: MembershipNeeds,
  { organisation, source }: Pick<Mandate, 'organisation' | 'source'>,
): Promise<Suspension | undefined> {
  const { rut } = organisation;
  if (isNamed(source)) return undefined;
  const giver = giverIn(source);
  if (giver !== undefined) return (await isFirstPerson(deps, giver, rut)) ? undefined : 'delegator';
  const lost = await companyLost(deps, { organisation, source });
  return lost && source === '' && (await hasFirstPerson(deps, rut)) ? undefined : lost;
}

async function companyLost(
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
async function ofCompany(deps: MembershipNeeds, here: Who): Promise<readonly Membership[]> {
  const { account, actor } = here;
  const rut = rutOf(account);
  const known = actor && isStanding(account) ? await companyThisMinute(deps, rut) : undefined;
  if (!actor || !known || !hasRepresentative(known) || !names(known, actor.run)) return [];
  return [
    {
      organisation: { rut, razonSocial: account.personal.company?.razonSocial ?? '' },
      ...countedIn(here, 'administra'),
    },
  ];
}

const names = ({ representantes }: Company, run: Rut): boolean => representantes.some((one) => one.run === run);
