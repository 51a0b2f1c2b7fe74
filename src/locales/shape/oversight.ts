import type { DeskAlarmKind } from '../../domain/oversight.ts';
import type { ReservationState, ReservationStep } from '../../domain/reservation.ts';
import type { Act } from '../../ports/audit.ts';

/** Acts of the staff that an auditor finds by name. */
export type NamedAct = Extract<
  Act,
  | 'desk.searched'
  | 'desk.visit'
  | 'desk.acted'
  | 'desk.alarm'
  | 'desk.alarm-seen'
  | 'desk.exported'
  | 'desk.reserved'
  | 'call.asked'
  | 'case.read'
  | 'file.shown'
  | 'case.changed'
  | 'case.exported'
  | 'cedula.checked'
  | 'right.reviewed'
  | 'right.extended'
  | 'right.answered'
  | 'right.lifted'
  | 'staff.invited'
  | 'staff.link-made'
  | 'staff.link-used'
  | 'staff.enrolled'
  | 'staff.bound'
  | 'staff.roles-set'
  | 'staff.accepted'
  | 'staff.acceptance-ended'
  | 'staff.suspended'
  | 'staff.restored'
  | 'staff.entered'
  | 'staff.refused'
  | 'staff.left'
>;

/** The pages of the auditores. */
export interface OversightTexts {
  readonly titles: Readonly<Record<'list' | 'alarm' | 'reserved' | 'reserve', string>>;
  readonly alarms: Readonly<Record<DeskAlarmKind, string>>;
  readonly acts: Readonly<Record<NamedAct, string>>;
  /** Columns of the file. */
  readonly columns: readonly string[];
  /** A member who is not in the list of the staff. */
  readonly unknown: string;
  readonly marked: string;
  /** States and steps of the mark that closes a sheet. */
  readonly reserved: Readonly<Record<ReservationState, string>>;
  readonly steps: Readonly<Record<ReservationStep, string>>;
}
