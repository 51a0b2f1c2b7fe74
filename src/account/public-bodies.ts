import { type Account, rutOf } from '../domain/account.ts';
import { isInForce } from '../domain/mandate.ts';
import { isNamed } from '../domain/member-role.ts';
import type { Rut } from '../domain/rut.ts';
import type { Deps } from '../ports/deps.ts';
import type { Mandate } from '../ports/mandates.ts';
import { isStanding } from './invitations.ts';

type Needs = Pick<Deps, 'accounts' | 'mandates' | 'now'>;

/** The memberships in force of an account that the desk gave: it is the first person of these public bodies. */
export async function namedFor(
  { mandates, now }: Pick<Deps, 'mandates' | 'now'>,
  { id }: Pick<Account, 'id'>,
): Promise<readonly Mandate[]> {
  return (await mandates.inForce(id, now(), 'miembro')).filter(({ source }) => isNamed(source));
}

/** A public body stands while it has a first person: no register names who represents it. */
export async function hasFirstPerson({ mandates, now }: Pick<Deps, 'mandates' | 'now'>, rut: Rut): Promise<boolean> {
  const open = await mandates.ofOrganisation(rut, 'miembro');
  return open.some((one) => isNamed(one.source) && isInForce(one, now()));
}

/** Whether an account still is the first person of a public body, and no other person claims the account. */
export async function isFirstPerson(deps: Needs, accountId: string, rut: Rut): Promise<boolean> {
  const account = await deps.accounts.find(accountId);
  if (!account || !isStanding(account)) return false;
  return (await namedFor(deps, account)).some(({ organisation }) => organisation.rut === rut);
}

/** RUTs of the organisations whose members an account decides about: its own, or those whose first person it is. */
export async function administeredFor(deps: Needs, account: Account): Promise<readonly Rut[]> {
  if (account.profile === 'juridica') return [rutOf(account)];
  return (await namedFor(deps, account)).map(({ organisation }) => organisation.rut);
}

/** The accounts that answer for an organisation: that of the company, or those of its first persons. */
export async function answerableFor(deps: Needs, rut: Rut): Promise<readonly Account[]> {
  const company = await deps.accounts.findByIdentifier('juridica', rut);
  if (company) return [company];
  const open = (await deps.mandates.ofOrganisation(rut, 'miembro')).filter(({ source }) => isNamed(source));
  const found = await Promise.all(open.map(({ accountId }) => deps.accounts.find(accountId)));
  return found.filter((account) => account !== undefined);
}
