import type { Account } from '../domain/account.ts';
import { fullName, rutOf } from '../domain/account.ts';
import { instantOf } from '../domain/instant.ts';
import type { MandateEnd } from '../domain/mandate.ts';
import { maskIdentifier } from '../domain/masked-identifier.ts';
import { delegatorIn, giverIn, isNamed, type MemberRole } from '../domain/member-role.ts';
import type { AuditEntry } from '../ports/audit.ts';
import type { Deps } from '../ports/deps.ts';
import type { Mandate } from '../ports/mandates.ts';
import type { Notice } from '../ports/notice.ts';
import type { Company } from '../ports/tax-registry.ts';
import { notifyAccount, notifyContact } from './notify-account.ts';

type Needs = Pick<Deps, 'accounts' | 'atomically' | 'audit' | 'mandates' | 'notifier' | 'now'>;

/** Why it ends, on whose word (none of the clock and the SII), and the company where it is known. */
interface Ending {
  readonly reason: MandateEnd;
  readonly by?: Pick<AuditEntry, 'visitor' | 'details'> | undefined;
  readonly company?: Account | undefined;
}

/** Ends a membership, and tells its member and the company. `false` where it had ended before. */
export function endMembership(deps: Needs, { id }: Pick<Mandate, 'id'>, ending: Ending): Promise<boolean> {
  return deps.atomically(async () => {
    const mandate = await deps.mandates.end(id, ending.reason);
    if (mandate) await tellEnded(deps, mandate, ending);
    return mandate !== undefined;
  });
}

/**
 * Writes that one ended into both accounts, and tells both; what rests on it ends too. Part of the caller's transaction.
 */
export async function tellEnded(deps: Needs, mandate: Mandate, { reason, by, company }: Ending): Promise<void> {
  const source = company ?? (await giverOf(deps, mandate));
  const entry = { act: 'member.ended', visitor: by?.visitor, details: { ...by?.details, reason } } as const;
  await tellMembership(deps, mandate, source, entry, (about) => ({ kind: 'member-ended', why: reason, ...about }));
  if (isNamed(mandate.source)) await endGivenBy(deps, mandate);
}

/** The account on whose word a membership rests: of the company, or of a first person; none where the desk gave it. */
export async function giverOf(
  { accounts }: Pick<Deps, 'accounts'>,
  { source, organisation }: Pick<Mandate, 'source' | 'organisation'>,
): Promise<Account | undefined> {
  if (isNamed(source)) return undefined;
  const giver = giverIn(source);
  return giver === undefined ? accounts.findByIdentifier('juridica', organisation.rut) : accounts.find(giver);
}

/** Ends what a first person of a public body gave, with the access that the desk had given. */
async function endGivenBy(deps: Needs, { accountId, organisation }: Mandate): Promise<void> {
  for (const one of await deps.mandates.ofOrganisation(organisation.rut, 'miembro'))
    if (giverIn(one.source) === accountId) await endMembership(deps, one, { reason: 'sin-delegante' });
}

/**
 * Ends the memberships that rest on a representative whom the SII does not name any more, once that is final; part of the
 * caller's transaction. Until then they count nowhere (`membershipsOf`).
 */
export async function endDelegatedByLeavers(
  deps: Needs & Pick<Deps, 'companies'>,
  account: Account,
  { representantes }: Company,
): Promise<void> {
  for (const mandate of await deps.mandates.ofOrganisation(rutOf(account), 'miembro')) {
    const subject = delegatorIn(mandate.source);
    const actor = subject === undefined ? undefined : await deps.companies.findActor(account.id, { subject });
    const stays = subject === undefined || representantes.some(({ run }) => run === actor?.run);
    if (!stays) await endMembership(deps, mandate, { reason: 'sin-delegante', company: account });
  }
}

type About = Readonly<{
  at: ReturnType<typeof instantOf>;
  to: 'member' | 'company';
  company: string;
  who: string;
  role: MemberRole;
}>;

/**
 * Writes an act of a membership into both accounts, and tells both. A company that closes its account has had its last
 * message.
 */
export async function tellMembership(
  deps: Pick<Deps, 'accounts' | 'audit' | 'notifier' | 'now'>,
  mandate: Mandate,
  company: Account | undefined,
  entry: Omit<AuditEntry, 'accountId' | 'subject'>,
  noticeOf: (about: About) => Notice,
): Promise<void> {
  const person = await deps.accounts.find(mandate.accountId);
  const role = mandate.scope as MemberRole;
  const details = { ...entry.details, role };
  for (const one of [person, company])
    if (one) await deps.audit.record({ ...entry, details, accountId: one.id, subject: one.subject });
  const { razonSocial } = mandate.organisation;
  const about = { at: instantOf(deps.now()), company: razonSocial, who: person ? memberName(person) : '', role };
  if (person?.state === 'activa') await notifyAccount(deps, person, noticeOf({ ...about, to: 'member' }));
  if (company?.state !== 'activa' || mandate.reason === 'empresa-cerrada') return;
  const to = { channel: 'mail', to: company.personal.email } as const;
  await notifyContact(deps, company, noticeOf({ ...about, to: 'company' }), to);
}

/** How a company reads a member: by name at `documento`, else by the number in part hidden. */
export function memberName({ identidad, kind, identifier, personal: { name } }: Account): string {
  return name && identidad === 'documento'
    ? fullName(name)
    : `${kind === 'NIE' ? 'NIE' : 'RUT'} ${maskIdentifier(identifier)}`;
}
