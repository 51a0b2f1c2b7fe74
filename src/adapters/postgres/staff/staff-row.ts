import type { Acceptance } from '../../../domain/acceptance.ts';
import { AUTHENTICATORS_NEEDED, parseStaffRoles, type StaffState } from '../../../domain/staff.ts';
import type { StaffMember } from '../../../ports/staff.ts';
import type { KeyMaterial } from '../../secrets.ts';

/** A row of `staff`. */
export interface StaffRow {
  readonly id: string;
  readonly run_hmac: Buffer;
  readonly personal: Buffer;
  readonly commune: string;
  readonly office: string;
  readonly roles: string;
  readonly state: StaffState;
  /** Ids of the authenticators in force and the person at the agency's own provider, with blanks between them. */
  readonly authenticators: string;
  readonly sessions_since: Date;
  readonly link_hash: Buffer | null;
  readonly link_expires_at: Date | null;
  readonly created_at: Date;
  /** An `Acceptance`, sealed; null in a row of before there were any. */
  readonly acceptance: Buffer | null;
  readonly version: number | null;
}

const place = (id: string): string => `staff:${id}`;

/** The row of a new member, who has neither link nor authenticator. */
export function toStaffRow(
  secrets: KeyMaterial,
  member: Omit<StaffMember, 'version'>,
  now: Date,
): Omit<StaffRow, 'version'> {
  const { id, run, name, email, commune, office, roles, state, acceptance } = member;
  return {
    id,
    run_hmac: secrets.hmac('throttle', 'staff', run),
    personal: secrets.seal(JSON.stringify({ run, name, email }), place(id)),
    commune,
    office,
    roles: roles.join(' '),
    state,
    authenticators: '',
    sessions_since: now,
    link_hash: null,
    link_expires_at: null,
    created_at: now,
    acceptance: acceptance ? sealedAcceptance(secrets, id, acceptance) : null,
  };
}

/** The member of a row that was checked. */
export function toMember(secrets: KeyMaterial, row: StaffRow): StaffMember {
  const { id, commune, office, state } = row;
  const personal = JSON.parse(secrets.open(row.personal, place(id))) as Pick<StaffMember, 'run' | 'name' | 'email'>;
  const roles = parseStaffRoles(row.roles.split(' ')) ?? [];
  const [acceptance, version] = [acceptanceOf(secrets, row), row.version ?? 0];
  return { id, ...personal, commune, office, roles, state, acceptance, version };
}

const acceptancePlace = (id: string): string => `staff-acceptance:${id}`;

const INSTANTS = new Set(['since', 'at']);

/** Whether a second person accepted the member of a row. */
export const acceptanceOf = (
  secrets: KeyMaterial,
  { id, acceptance }: Pick<StaffRow, 'id' | 'acceptance'>,
): Acceptance | undefined =>
  acceptance
    ? JSON.parse(secrets.open(acceptance, acceptancePlace(id)), (name, value) =>
        INSTANTS.has(name) ? new Date(value) : value,
      )
    : undefined;

/** The column of an acceptance. */
export const sealedAcceptance = (secrets: KeyMaterial, id: string, acceptance: Acceptance): Buffer =>
  secrets.seal(JSON.stringify(acceptance), acceptancePlace(id));

/** The column of a row whose acceptance changes. */
export const withAcceptance = (
  secrets: KeyMaterial,
  row: StaffRow,
  change: (now: Acceptance | undefined) => Acceptance,
): Pick<StaffRow, 'acceptance'> => ({
  acceptance: sealedAcceptance(secrets, row.id, change(acceptanceOf(secrets, row))),
});

type Held = Pick<StaffRow, 'authenticators'>;

const SUBJECT = 'issuer:';

const wordsOf = ({ authenticators }: Held): readonly string[] =>
  authenticators === '' ? [] : authenticators.split(' ');

/** The ids of the authenticators that are in force. */
export const authenticatorIds = (row: Held): readonly string[] =>
  wordsOf(row).filter((word) => !word.startsWith(SUBJECT));

/** A person at the agency's own provider, as a row names them: under an HMAC. */
export const subjectWord = (secrets: KeyMaterial, subject: string): string =>
  `${SUBJECT}${secrets.hmac('throttle', 'staff-subject', subject).toString('base64url')}`;

/** The person at the agency's own provider that is bound to a member. */
export const boundSubject = (row: Held): string | undefined => wordsOf(row).find((word) => word.startsWith(SUBJECT));

/** The column with one word more. */
export const withWord = (row: Held, word: string): string => [...wordsOf(row), word].join(' ');

/** Whether so many authenticators are enough for more than the enrolment. */
export const hasEnough = (row: Pick<StaffRow, 'authenticators'>): boolean =>
  authenticatorIds(row).length >= AUTHENTICATORS_NEEDED;

/** Whether a member has a way to sign in. */
export const isComplete = (row: Held): boolean => hasEnough(row) || boundSubject(row) !== undefined;
