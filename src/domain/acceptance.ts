import { Refusal } from './refusal.ts';
import type { StaffRole, StaffState } from './staff.ts';

/** Who agreed, or no longer agrees, that a person works at the desk, and why. */
export interface Accepted {
  /** Id of the member; undefined for an operator. */
  readonly by: string | undefined;
  readonly name: string;
  readonly reason: string;
  readonly at: Date;
}

/** Whether two people, and not one, gave a member the access that they have. */
export interface Acceptance {
  /** Since when they wait, or waited. */
  readonly since: Date;
  /** Members who invited, linked, restored or gave roles: one of them is not the second person. */
  readonly by: readonly string[];
  readonly accepted?: Accepted | undefined;
  /** Who ended an acceptance of before. */
  readonly ended?: Accepted | undefined;
}

/** A member as the rules of acceptance know them. */
export interface Accepting {
  readonly id: string;
  readonly roles: readonly StaffRole[];
  readonly state: StaffState;
  /** Undefined for a member of before there were acceptances, who is accepted. */
  readonly acceptance?: Acceptance | undefined;
}

/** Whether a member still has to be accepted. */
export const isWaiting = ({ acceptance }: Pick<Accepting, 'acceptance'>): boolean =>
  acceptance !== undefined && acceptance.accepted === undefined;

/** Whether a member works at the desk now: enrolled, not suspended, and accepted. */
export const worksHere = (member: Pick<Accepting, 'state' | 'acceptance'>): boolean =>
  member.state === 'activa' && !isWaiting(member);

/** Roles to which cases of the desk are given. */
const holding: readonly StaffRole[] = ['agente', 'revisor', 'auditor'];

/** Whether a member can still have cases: those of one who cannot work on them wait for any other member. */
export const canStillHold = (member: Pick<Accepting, 'state' | 'roles' | 'acceptance'>): boolean =>
  worksHere(member) && member.roles.some((role) => holding.includes(role));

/**
 * After a member gave access; an operator has no id. While the person waits, all who gave some of it count.
 */
export function givenAccess(now: Acceptance | undefined, by: string | undefined, at: Date): Acceptance {
  const before = now && !now.accepted ? now : { since: at, by: [] };
  return by === undefined || before.by.includes(by) ? before : { ...before, by: [...before.by, by] };
}

/** After new authenticators, or the end of an acceptance: who gave the access stays. */
export const waitingAgain = (now: Acceptance | undefined, at: Date): Acceptance =>
  now && !now.accepted ? now : { since: at, by: now?.by ?? [] };

/** Roles of the second person. */
const acceptedBy: readonly StaffRole[] = ['auditor', 'administrador'];

/**
 * Whether a member may say that another one works here: they work here, audit or administer, and gave none of the access.
 */
export const mayAccept = (who: Accepting, other: Accepting): boolean =>
  who.id !== other.id &&
  worksHere(who) &&
  who.roles.some((role) => acceptedBy.includes(role)) &&
  !other.acceptance?.by.includes(who.id);

/**
 * Throws why a member may not accept another one: `staff-oneself`, `desk-not-yours`, `staff-given-by-you`, and of the
 * other one `staff-other-state` and `staff-not-enrolled`: what is accepted are the authenticators too.
 */
export function assertMayAccept(who: Accepting, other: Accepting): void {
  if (who.id === other.id) throw new Refusal('staff-oneself');
  assertWatches(who);
  assertWaits(other);
  if (!mayAccept(who, other)) throw new Refusal('staff-given-by-you');
}

/** Throws what keeps a member from being accepted now. */
export function assertWaits(other: Accepting): void {
  if (!isWaiting(other)) throw new Refusal('staff-other-state');
  if (other.state !== 'activa') throw new Refusal('staff-not-enrolled');
}

/** Throws `desk-not-yours` for a member who neither audits nor administers, or does not work here. */
export function assertWatches(who: Accepting): void {
  if (!worksHere(who) || !who.roles.some((role) => acceptedBy.includes(role))) throw new Refusal('desk-not-yours');
}
