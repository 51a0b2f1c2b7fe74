import { type Acceptance, isWaiting } from '../acceptance.ts';
import type { Email } from '../email.ts';
import { isCompanyMailbox } from '../facilitador/foreign-mailbox.ts';
import type { Rut } from '../rut.ts';
import type { StaffRole, StaffState } from '../staff.ts';
import type { Case, CaseObstacle } from './case.ts';
import { decidingOf, kindRules } from './kinds/kinds.ts';

/** A member of the staff as the rules of cases know them. */
export interface CaseStaff {
  readonly id: string;
  readonly run: Rut;
  readonly email?: Email | undefined;
  readonly roles: readonly StaffRole[];
  readonly office: string;
  readonly state: StaffState;
  readonly acceptance?: Acceptance | undefined;
}

/** What a decision depends on besides the case. */
export interface Around {
  /** RUNs of the persons whose case it is: the holder's, and those of the representatives of a company. */
  readonly concerned: readonly Rut[];
  /** Mailboxes of the company that asks, to which a member may belong. */
  readonly contacts?: readonly Email[] | undefined;
  /** RUNs of members who, as persons, have an account with such a mailbox. */
  readonly insiders?: readonly Rut[] | undefined;
  /** Whether another office has a member who could confirm, or call the person back. */
  readonly otherOffices: boolean;
  /** Who proposed how it should end, as they are now. */
  readonly proposer?: CaseStaff | undefined;
  /** Who confirmed it, where the person is called back, as they are now. */
  readonly confirmer?: CaseStaff | undefined;
  /** Whether another case of the same account was drawn, and its person did not confirm it. */
  readonly drawnElsewhere?: boolean | undefined;
  /** Who has it, as they are now. */
  readonly holder?: CaseStaff | undefined;
}

/** A decision of one person, the two halves of a decision of two, or the call to the person before it takes effect. */
export type DecidingAct = 'decide' | 'propose' | 'confirm' | 'call';

/**
 * Why a member may not decide a case, and nothing where they may: the one place that says so. They work here, a second
 * person accepted them, and they have a role of the kind; it is neither their own case, or that of a company whose
 * mailbox they have, at work or as a person, nor one against them; they neither opened it nor attested the document,
 * unless another member confirms; they neither proposed it nor took the decision that the person appealed, and have no
 * last word where what they granted was returned; and the second person is from another office where there is one. Who
 * calls the person back is a third one with the role of the second, from an office of neither where there is one.
 */
export function whyNotDecide(one: Case, act: DecidingAct, who: CaseStaff, around: Around): CaseObstacle | undefined {
  const deciding = decidingOf(one);
  if (deciding.people === 2 && act === 'decide') return 'two-people';
  if (deciding.people === 1 && act !== 'decide') return 'one-person';
  const roles = deciding.people === 1 ? deciding.decide : deciding[act === 'propose' ? act : 'confirm'];
  return (
    whyNotTouch(one, roles, who, around) ??
    (act === 'propose' ? whyNotFirst(one, who) : whyNotLast(one, act, who, around))
  );
}

/** Why a member may not work on a case: take it, ask the person, extend its term. */
export function whyNotWork(one: Case, who: CaseStaff, around: Around): CaseObstacle | undefined {
  return whyNotTouch(one, kindRules[one.kind].work, who, around);
}

/** Why a member may not read a case: the auditor reads every one, a counter those whose document it sees. */
export function whyNotRead(one: Case, who: CaseStaff, around: Around): CaseObstacle | undefined {
  const { work, attested } = kindRules[one.kind];
  return whyNotTouch(one, ['auditor', ...work, ...(attested ? (['mostrador'] as const) : [])], who, around);
}

/** Why a member may not attest the document of a case. */
export function whyNotAttest(one: Case, who: CaseStaff, around: Around): CaseObstacle | undefined {
  return whyNotTouch(one, ['mostrador', ...kindRules[one.kind].work], who, around);
}

function whyNotTouch(
  one: Case,
  roles: readonly StaffRole[],
  who: CaseStaff,
  { concerned, contacts = [], insiders = [] }: Around,
): CaseObstacle | undefined {
  if (who.state !== 'activa') return 'suspended';
  if (isWaiting(who)) return 'not-accepted';
  if (!roles.some((role) => who.roles.includes(role))) return 'role';
  if (concerned.includes(who.run)) return 'own-case';
  if (insiders.includes(who.run) || (who.email && isCompanyMailbox(who.email, contacts))) return 'of-company';
  return one.against === who.id ? 'complained-of' : undefined;
}

/**
 * What keeps a member from a proposal: a protection, which the holder cannot stop, is proposed by one who saw nothing, and
 * who acts for a public body, which has no register to compare with, by one who did not read its document first.
 */
function whyNotFirst(one: Case, who: CaseStaff): CaseObstacle | undefined {
  if (one.kind === 'proteccion' && one.attestations.some(({ by }) => by === who.id)) return 'attested-it';
  if (one.kind === 'organismo' && one.opener === who.id) return 'opened-it';
  return decidedFirst(one, who);
}

/** What keeps a member from the last word on a case. */
function whyNotLast(one: Case, act: DecidingAct, who: CaseStaff, { otherOffices }: Around): CaseObstacle | undefined {
  if (one.opener === who.id) return 'opened-it';
  if (one.attestations.some(({ by }) => by === who.id)) return 'attested-it';
  if (act === 'call') return whyNotCall(one, who, otherOffices);
  if (act === 'confirm' && one.proposal?.by === who.id) return 'proposed-it';
  const sameOffice = act === 'confirm' && one.proposal?.office === who.office;
  const before = decidedFirst(one, who) ?? grantedBefore(one, who);
  return before ?? (sameOffice && otherOffices ? 'same-office' : undefined);
}

/** Who called before the first decision may call again: the person decides by what they say. */
function whyNotCall({ proposal, callBack }: Case, { id, office }: CaseStaff, otherOffices: boolean) {
  if (proposal?.by === id) return 'proposed-it';
  if (callBack?.by === id) return 'confirmed-it';
  const same = office === proposal?.office || office === callBack?.office;
  return same && otherOffices ? 'call-office' : undefined;
}

const decidedFirst = ({ first }: Case, { id }: CaseStaff): CaseObstacle | undefined =>
  first?.by.includes(id) ? 'decided-first' : undefined;

/** What was returned after it was granted: who granted it may propose, and does not have the last word once more. */
const grantedBefore = ({ returned }: Case, { id }: CaseStaff): CaseObstacle | undefined =>
  returned?.at(-1)?.decision?.by.includes(id) ? 'decided-first' : undefined;
