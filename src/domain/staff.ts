/** What a member of staff may do at the desk; one member may have several. */
export const staffRoles = ['agente', 'revisor', 'auditor', 'administrador', 'mostrador'] as const;

export type StaffRole = (typeof staffRoles)[number];

/** `invitada` until two authenticators are enrolled; `suspendida` opens nothing. */
export type StaffState = 'invitada' | 'activa' | 'suspendida';

/** Minutes without a request after which a session of the desk is over. */
export const DESK_IDLE_MINUTES = 15;

/** Hours after which it is over in any case. */
export const DESK_SESSION_HOURS = 8;

/** Hours for which the text of a form is kept that came after the end of its session. */
export const KEPT_FORM_HOURS = 12;

/** Minutes in which the one-use link to the enrolment is used. */
export const STAFF_LINK_MINUTES = 15;

/** Authenticators that a member has before anything but the enrolment opens (rules, Staff). */
export const AUTHENTICATORS_NEEDED = 2;

/** The roles among some words, in the order of the list; undefined where a word is none, or where there is none. */
export function parseStaffRoles(words: readonly string[]): readonly StaffRole[] | undefined {
  const known = words.every((word) => (staffRoles as readonly string[]).includes(word));
  const roles = staffRoles.filter((role) => words.includes(role));
  return known && roles.length > 0 ? roles : undefined;
}

/** What the trail stores of the member who acts; the office is a name without number or address. */
export const staffMark = ({
  id,
  roles,
  office,
}: {
  readonly id: string;
  readonly roles: readonly StaffRole[];
  readonly office: string;
}) => ({ by: 'staff', staff: id, roles: roles.join(' '), office });
