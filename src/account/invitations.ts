import type { Account } from '../domain/account.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Rut } from '../domain/rut.ts';
import type { Deps } from '../ports/deps.ts';
import type { Mandate } from '../ports/mandates.ts';
import type { ChangeNeeds } from './apply-company-change.ts';
import { companyRecalled } from './representation.ts';

/** A company on whose mandate a facilitador signs in. */
export interface Invitation {
  readonly mandate: Mandate;
  /** Subject of the company: a sign-in on its mandate has it beside the account (`principalId`). */
  readonly company: string;
}

/** What is needed to ask whether a company lets anyone in. */
export type InvitingNeeds = ChangeNeeds;

type Needs = InvitingNeeds & Pick<Deps, 'mandates'>;

/**
 * The companies that let a facilitador in now: the mandate is in force, the company has its account, and the SII named a
 * representative of it within 24 hours. Throws Unavailable where that has to be asked and the SII does not answer.
 */
export async function invitationsOf(deps: Needs, { id }: Pick<Account, 'id'>): Promise<readonly Invitation[]> {
  const found: Invitation[] = [];
  for (const mandate of await deps.mandates.inForce(id, deps.now())) {
    const company = await lettingIn(deps, mandate.organisation.rut);
    if (company) found.push({ mandate, company: company.subject });
  }
  return found;
}

/** That of one company, by its subject; undefined where it does not let the facilitador in any more. */
export async function invitationBy(
  deps: Needs,
  account: Pick<Account, 'id'>,
  company: string | undefined,
): Promise<Invitation | undefined> {
  return (await invitationsOf(deps, account)).find((one) => one.company === company);
}

/**
 * Whether the account of a company may let people in: while it is frozen, suspended, or another person says that the
 * number is theirs, who asked in its name is not certain, and its mandates wait (rules, Mandate).
 */
export const isStanding = (company: Pick<Account, 'state' | 'contest'>): boolean =>
  company.state === 'activa' && company.contest === undefined;

/**
 * The company, where it lets people in: a mandate never outlives its source, so one without an account that stands, or
 * without a representative, lets no one in. Throws Unavailable as `invitationsOf`.
 */
export async function lettingIn(deps: InvitingNeeds, rut: Rut): Promise<Account | undefined> {
  const account = await deps.accounts.findByIdentifier('juridica', rut);
  return account && isStanding(account) && (await isRepresented(deps, rut)) ? account : undefined;
}

/** Whether the SII named a representative of the company within 24 hours. Throws Unavailable as `invitationsOf`. */
export async function isRepresented(deps: InvitingNeeds, rut: Rut): Promise<boolean> {
  const known = await companyRecalled(deps, rut);
  return known?.estado === 'vigente' && known.representantes.length > 0;
}

/** The refusal of a facilitador whom no company lets in: it names the last company that did, and why it does not now. */
export async function mandateOver(
  { mandates, now }: Pick<Deps, 'mandates' | 'now'>,
  { id }: Pick<Account, 'id'>,
): Promise<Refusal> {
  const last = (await mandates.ofAccount(id)).at(-1);
  if (!last) return new Refusal('mandate-over');
  const why = last.reason ?? (last.until <= now() ? 'vencido' : '');
  return new Refusal('mandate-over', { company: last.organisation.razonSocial, why });
}
