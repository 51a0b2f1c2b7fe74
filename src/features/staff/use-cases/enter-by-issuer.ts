import { Refusal } from '../../../domain/refusal.ts';
import { type StaffRole, staffMark, staffRoles } from '../../../domain/staff.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StaffMember } from '../../../ports/staff.ts';
import type { StaffIssuer } from '../../../ports/staff-issuer.ts';
import { beginIssuerTicket, spendIssuerTicket } from './issuer-ticket.ts';
import { tellOfChange } from './team-change.ts';

/** Where a browser signs in at the issuer; `enrols` is the member whose link it opened. Throws `desk-issuer-away`. */
export async function addressAtIssuer(
  deps: Deps,
  issuer: StaffIssuer,
  browser: string,
  enrols?: string,
): Promise<string> {
  const address = await issuer.addressFor(beginIssuerTicket(deps, issuer.fresh(), browser, enrols));
  if (address === 'away') throw new Refusal('desk-issuer-away');
  return address;
}

/**
 * The member who signed in at the issuer, with the roles that it gives now, and the ID token. Throws `desk-issuer-stale`,
 * `desk-issuer-away`, `desk-issuer-refused`, `desk-issuer-unknown`, `desk-issuer-taken`, `desk-issuer-no-roles` and
 * `desk-suspended`.
 */
export async function enterByIssuer(
  deps: Deps,
  issuer: StaffIssuer,
  { answer, browser }: { readonly answer: URL; readonly browser: string },
  visitor: Visitor,
): Promise<{ readonly member: StaffMember; readonly idToken: string }> {
  const state = answer.searchParams.get('state') ?? '';
  const { enrols, at, ...kept } = await spendIssuerTicket(deps, state, browser);
  const person = await issuer.finish(answer, { ...kept, state });
  if (person === 'away') throw new Refusal('desk-issuer-away');
  if (person === 'refused') throw new Refusal('desk-issuer-refused');
  const roles = staffRoles.filter((role) => person.roles.includes(role));
  // A member who has no role any more loses those of the row, although they are refused.
  const member = await deps.atomically(async () => {
    await deps.staff.lock();
    const found = await memberFor(deps, person.subject, enrols ? { id: enrols, at: new Date(at) } : undefined, visitor);
    const changed = await takeRoles(deps, issuer, found, roles, visitor);
    if (roles.length > 0) await deps.audit.record({ act: 'staff.entered', visitor, details: staffMark(changed) });
    return changed;
  });
  if (member.roles.length === 0) throw new Refusal('desk-issuer-no-roles');
  return { member, idToken: person.idToken };
}

/** The member who is this person; in an enrolment the person is bound first. */
async function memberFor(
  deps: Deps,
  subject: string,
  enrols: { readonly id: string; readonly at: Date } | undefined,
  visitor: Visitor,
): Promise<StaffMember> {
  const known = await deps.staff.findBySubject(subject);
  if (known && enrols && known.id !== enrols.id) throw new Refusal('desk-issuer-taken');
  if (known?.state === 'suspendida') throw new Refusal('desk-suspended');
  if (known) return known;
  if (!enrols) throw new Refusal('desk-issuer-unknown');
  const bound = await deps.staff.bindSubject(enrols.id, subject, enrols.at);
  if (!bound) throw new Refusal('desk-issuer-stale');
  await deps.audit.record({ act: 'staff.bound', visitor, details: staffMark(bound) });
  return bound;
}

/** Writes the roles that the issuer gives; a change stands in the trail, and auditors and the member are told. */
async function takeRoles(
  deps: Deps,
  { host }: StaffIssuer,
  member: StaffMember,
  roles: readonly StaffRole[],
  visitor: Visitor,
): Promise<StaffMember> {
  if (roles.join() === member.roles.join()) return member;
  const changed = await deps.staff.setRoles(member.id, roles);
  if (!changed) throw new Refusal('staff-gone');
  const details = { by: 'issuer', member: member.id, before: member.roles.join(' '), set: roles.join(' ') };
  await deps.audit.record({ act: 'staff.roles-set', visitor, details });
  await tellOfChange(deps, { name: host }, 'roles-set', changed);
  return changed;
}
