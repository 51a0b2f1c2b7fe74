import { type Account, rutOf } from '../domain/account.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Rut } from '../domain/rut.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Actor } from '../ports/companies.ts';
import type { Company } from '../ports/tax-registry.ts';
import { Unavailable } from '../ports/unavailable.ts';
import type { World } from '../ports/world.ts';
import { disavowLink } from './disavow-link.ts';
import { hourOf } from './hour.ts';

/** How old the SII's answer may be: at a login only while it is silent, at a refresh always (policy, floor 12). */
const TRUSTED_MS = 24 * 3_600_000;

type Needs = Pick<
  World,
  | 'taxRegistry'
  | 'companies'
  | 'sessions'
  | 'platformEvents'
  | 'audit'
  | 'accounts'
  | 'notifier'
  | 'provisionalKeys'
  | 'links'
  | 'issuer'
  | 'atomically'
  | 'now'
>;

/** Asks the SII who represents a company now; throws Unavailable while it is silent. */
export async function companyNow(world: Needs, rut: Rut): Promise<Company | undefined> {
  const company = await world.taxRegistry.findCompany(rut);
  if (company) await noteChange(world, company);
  return company;
}

/** The same for a login, and for nothing else: while the SII is silent its answer of the last 24 hours serves (floor 12). */
async function companyAtLogin(world: Needs, rut: Rut): Promise<Company | undefined> {
  try {
    return await companyNow(world, rut);
  } catch (error) {
    const recalled = error instanceof Unavailable ? await world.companies.recall(rut, trustedSince(world)) : undefined;
    if (!recalled) throw error;
    return recalled;
  }
}

const trustedSince = ({ now }: Pick<World, 'now'>): Date => new Date(now().getTime() - TRUSTED_MS);

/**
 * Any change in the SII's list ends the sessions and tokens of the company, whoever acted, drops the mobile and the
 * e-mail of a representative who left, and asks for a current one's card before the next key (policy, Squatting).
 */
async function noteChange(world: Needs, company: Company): Promise<void> {
  await world.atomically(async () => {
    const before = await world.companies.recall(company.rut, new Date(0));
    await world.companies.remember(company);
    if (!before || sameList(before, company)) return;
    const account = await world.accounts.findByIdentifier('juridica', company.rut);
    if (!account) return;
    await world.accounts.change(account.id, (latest) => withoutLeaver(latest, company));
    await world.provisionalKeys.end(account.id);
    const ended = await world.sessions.endAll(account.id);
    await tellLeavers(world, account, before, company);
    await world.audit.record({
      act: 'representation.changed',
      accountId: account.id,
      subject: account.subject,
      details: { ended },
    });
    const link = await disavowLink(world, account);
    const to = { channel: 'mail', to: account.personal.email } as const;
    await world.notifier.send({ kind: 'representatives-changed', at: hourOf(world.now()), link }, to, account.id);
  });
}

/** Platforms that knew who acted hear who does not any more; below a checked card there was no `act` to know. */
async function tellLeavers(world: Needs, account: Account, before: Company, after: Company): Promise<void> {
  for (const { run } of before.representantes) {
    if (after.representantes.some((one) => one.run === run)) continue;
    const actor = await world.companies.findActor(account.id, { run });
    if (actor?.identidad !== 'documento') continue;
    await world.platformEvents.tell(account, 'representation-ended', actor.subject);
  }
}

function withoutLeaver(account: Account, { representantes }: Company): Account {
  const { company } = account.personal;
  const stays = representantes.some(({ run }) => run === company?.representative.run);
  if (!company || stays) return { ...account, keyNeedsCard: true };
  const { run, name } = company.representative;
  return {
    ...account,
    keyNeedsCard: true,
    personal: { ...account.personal, company: { ...company, representative: { run, name } } },
  };
}

function sameList(before: Company, after: Company): boolean {
  const runs = ({ representantes }: Company): string =>
    representantes
      .map(({ run }) => run)
      .sort()
      .join();
  return runs(before) === runs(after);
}

/** The company in force whose representative this person is; throws M-41, M-44 or M-40. */
export function assertRepresents(company: Company | undefined, run: Rut): Company {
  if (!company) throw new Refusal('company-not-found');
  if (company.estado !== 'vigente' || company.representantes.length === 0) throw new Refusal('no-representative');
  if (!company.representantes.some((one) => one.run === run)) throw new Refusal('not-representative');
  return company;
}

/** Whether the SII's last word names this person for the company; an account of a person needs nobody's word. */
export async function isNamed({ companies }: Pick<World, 'companies'>, account: Account, run: Rut | undefined) {
  if (account.profile !== 'juridica') return true;
  const company = await companies.recall(rutOf(account), new Date(0));
  return company?.estado === 'vigente' && company.representantes.some((one) => one.run === run);
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
