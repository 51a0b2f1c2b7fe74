import { type Account, rutOf } from '../domain/account.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Rut } from '../domain/rut.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Actor } from '../ports/companies.ts';
import type { Deps } from '../ports/deps.ts';
import type { Company } from '../ports/tax-registry.ts';
import { NotPlausible, Unavailable } from '../ports/unavailable.ts';
import type { ChangeNeeds } from './apply-company-change.ts';
import { noteCompany, noteUnknown } from './note-company-change.ts';

/** Maximum age of the SII's answer: at a login only while the SII does not answer, at a refresh always (floor 12). */
const TRUSTED_MS = 24 * 3_600_000;

/**
 * Asks the SII who represents a company now; throws Unavailable while it does not answer, or while so many
 * companies change that it is not plausible.
 */
export async function companyNow(deps: ChangeNeeds, rut: Rut): Promise<Company | undefined> {
  const company = await deps.taxRegistry.findCompany(rut);
  if (company) await noteCompany(deps, company);
  else await noteUnknown(deps, rut);
  return company;
}

/** The same for a login only: while the SII does not answer, its answer of the last 24 hours is used (floor 12). */
async function companyAtLogin(deps: ChangeNeeds, rut: Rut): Promise<Company | undefined> {
  try {
    return await companyNow(deps, rut);
  } catch (error) {
    const recalled = error instanceof Unavailable ? await deps.companies.recall(rut, trustedSince(deps)) : undefined;
    if (!recalled) throw error;
    return recalled;
  }
}

/** From when on an answer of the SII is used while it is silent. */
const trustedSince = ({ now }: Pick<Deps, 'now'>): Date => new Date(now().getTime() - TRUSTED_MS);

/** The company in force whose representative this person is; throws M-41, M-44 or M-40 (also where none was named). */
export function assertRepresents(found: Company | undefined, run: Rut | undefined): Company {
  const company = assertInForce(found);
  if (!company.representantes.some((one) => one.run === run)) throw new Refusal('not-representative');
  return company;
}

/** The company in force that has representatives; throws M-41 or M-44. */
export function assertInForce(company: Company | undefined): Company {
  if (!company) throw new Refusal('company-not-found');
  if (company.estado !== 'vigente' || company.representantes.length === 0) throw new Refusal('no-representative');
  return company;
}

/** Whether the SII's last answer names this person for the company; always true for an account of a person. */
export async function isNamed({ companies }: Pick<Deps, 'companies'>, account: Account, run: Rut | undefined) {
  if (account.profile !== 'juridica') return true;
  const company = await companies.recall(rutOf(account), new Date(0));
  return company?.estado === 'vigente' && company.representantes.some((one) => one.run === run);
}

/** The same, where a no ends something for good: while a change in the list may be a glitch it throws Unavailable. */
export async function isNamedForGood(
  deps: Pick<Deps, 'companies' | 'companyChanges'>,
  account: Account,
  run: Rut | undefined,
): Promise<boolean> {
  if (await isNamed(deps, account, run)) return true;
  if (await deps.companyChanges.find(rutOf(account))) throw new Unavailable('tax-registry');
  return false;
}

/**
 * A job for a ticker: asks the SII again about the next company whose change waits for its second reading. One that waits
 * on is due an hour later, and the next one has its turn.
 */
export async function readAgain(deps: ChangeNeeds): Promise<boolean> {
  const rut = await deps.companyChanges.takeDue();
  if (rut) await companyNow(deps, rut).catch(unlessNotPlausible);
  return rut !== undefined;
}

function unlessNotPlausible(error: unknown): void {
  if (!(error instanceof NotPlausible)) throw error;
}

/** Lets a person act for a company whose key was proved: the SII is asked first, then the person is identified. */
export async function actFor(deps: Deps, account: Account, run: Rut, visitor: Visitor): Promise<Actor> {
  assertRepresents(await companyAtLogin(deps, rutOf(account)), run);
  return actorOf(deps, account, run, visitor);
}

/** The same for changes: while the SII does not answer nothing may change, whatever its earlier answer (floor 12). */
export async function actForChange(deps: Deps, account: Account, run: Rut, visitor: Visitor): Promise<Actor> {
  assertRepresents(await companyNow(deps, rutOf(account)), run);
  return actorOf(deps, account, run, visitor);
}

async function actorOf(deps: Deps, account: Account, run: Rut, visitor: Visitor): Promise<Actor> {
  const known = await deps.companies.findActor(account.id, { run });
  if (known) return known;
  const person = await deps.civilRegistry.findPerson(run);
  if (!person || person.deceased) throw new Refusal('not-representative');
  const actor = await deps.companies.addActor(account.id, { run, name: person.name, identidad: 'declarada' });
  const { subject } = actor;
  await deps.audit.record({
    act: 'representation.begun',
    accountId: account.id,
    subject,
    visitor,
    details: { actor: subject },
  });
  return actor;
}

/** The SII's answer about a company of the last 24 hours, or else the one of now; throws Unavailable for a silent SII. */
export async function companyRecalled(deps: ChangeNeeds, rut: Rut): Promise<Company | undefined> {
  return (await deps.companies.recall(rut, trustedSince(deps))) ?? (await companyNow(deps, rut));
}

/** Longest time that a list stands for a member of a company, while the SII answers. */
const MEMBERS_MS = 60_000;

/**
 * The SII's answer about a company of the last minute, or the one of now; while the SII does not answer, that of the last
 * 24 hours. Throws Unavailable where there is none.
 */
export async function companyThisMinute(deps: ChangeNeeds, rut: Rut): Promise<Company | undefined> {
  const since = new Date(deps.now().getTime() - MEMBERS_MS);
  return (await deps.companies.recall(rut, since)) ?? (await companyAtLogin(deps, rut));
}

/** The person who acts for this account, while the SII's list of the last 24 hours still names them. */
export async function actorInForce(deps: Deps, account: Account, subject: string): Promise<Actor | undefined> {
  const actor = await deps.companies.findActor(account.id, { subject });
  if (!actor) return undefined;
  const company = await companyRecalled(deps, rutOf(account));
  const names = company?.estado === 'vigente' && company.representantes.some(({ run }) => run === actor.run);
  return names ? actor : undefined;
}
