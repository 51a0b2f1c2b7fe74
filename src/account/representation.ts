import { type Account, rutOf } from '../domain/account.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Rut } from '../domain/rut.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Actor } from '../ports/companies.ts';
import type { Company } from '../ports/tax-registry.ts';
import { Unavailable } from '../ports/unavailable.ts';
import type { World } from '../ports/world.ts';
import { type ChangeNeeds, noteCompany } from './note-company-change.ts';

/** How old the SII's answer may be: at a login only while it is silent, at a refresh always (floor 12). */
const TRUSTED_MS = 24 * 3_600_000;

/**
 * Asks the SII who represents a company now; throws Unavailable while it is silent, or while so many lists change that
 * it errs.
 */
export async function companyNow(world: ChangeNeeds, rut: Rut): Promise<Company | undefined> {
  const company = await world.taxRegistry.findCompany(rut);
  if (company) await noteCompany(world, company);
  return company;
}

/** The same for a login, and for nothing else: while the SII is silent its answer of the last 24 hours serves (floor 12). */
async function companyAtLogin(world: ChangeNeeds, rut: Rut): Promise<Company | undefined> {
  try {
    return await companyNow(world, rut);
  } catch (error) {
    const recalled = error instanceof Unavailable ? await world.companies.recall(rut, trustedSince(world)) : undefined;
    if (!recalled) throw error;
    return recalled;
  }
}

const trustedSince = ({ now }: Pick<World, 'now'>): Date => new Date(now().getTime() - TRUSTED_MS);

/** The company in force whose representative this person is; throws M-41, M-44 or M-40. */
export function assertRepresents(found: Company | undefined, run: Rut): Company {
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

/** Whether the SII's last word names this person for the company; an account of a person needs nobody's word. */
export async function isNamed({ companies }: Pick<World, 'companies'>, account: Account, run: Rut | undefined) {
  if (account.profile !== 'juridica') return true;
  const company = await companies.recall(rutOf(account), new Date(0));
  return company?.estado === 'vigente' && company.representantes.some((one) => one.run === run);
}

/** The same, where a no ends something for good: while a change in the list may be a glitch it throws Unavailable. */
export async function isNamedForGood(
  world: Pick<World, 'companies' | 'companyChanges'>,
  account: Account,
  run: Rut | undefined,
): Promise<boolean> {
  if (await isNamed(world, account, run)) return true;
  if (await world.companyChanges.find(rutOf(account))) throw new Unavailable('tax-registry');
  return false;
}

/** A job for a ticker: asks the SII again about the next company whose change waits for its second reading. */
export async function readAgain(world: ChangeNeeds): Promise<boolean> {
  const rut = await world.companyChanges.takeDue();
  if (rut) await companyNow(world, rut);
  return rut !== undefined;
}

/** Lets a person act for a company whose key was proved: the SII's word first, then who the person is. */
export async function actFor(world: World, account: Account, run: Rut, visitor: Visitor): Promise<Actor> {
  assertRepresents(await companyAtLogin(world, rutOf(account)), run);
  return actorOf(world, account, run, visitor);
}

/** The same where something is changed: while the SII is silent nobody acts, whatever it said before (floor 12). */
export async function actForChange(world: World, account: Account, run: Rut, visitor: Visitor): Promise<Actor> {
  assertRepresents(await companyNow(world, rutOf(account)), run);
  return actorOf(world, account, run, visitor);
}

async function actorOf(world: World, account: Account, run: Rut, visitor: Visitor): Promise<Actor> {
  const known = await world.companies.findActor(account.id, { run });
  if (known) return known;
  const person = await world.civilRegistry.findPerson(run);
  if (!person || person.deceased) throw new Refusal('not-representative');
  const actor = await world.companies.addActor(account.id, { run, name: person.name, identidad: 'declarada' });
  const { subject } = actor;
  await world.audit.record({
    ...{ act: 'representation.begun', accountId: account.id, subject, visitor },
    details: { actor: subject },
  });
  return actor;
}

/** Whoever acts for this account, while the SII's list of the last 24 hours still names that person. */
export async function actorInForce(world: World, account: Account, subject: string): Promise<Actor | undefined> {
  const actor = await world.companies.findActor(account.id, { subject });
  if (!actor) return undefined;
  const company =
    (await world.companies.recall(rutOf(account), trustedSince(world))) ?? (await companyNow(world, rutOf(account)));
  return company?.representantes.some(({ run }) => run === actor.run) ? actor : undefined;
}
