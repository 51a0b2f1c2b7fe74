import type { DeskAlarmKind } from '../domain/oversight.ts';
import type { Reservation } from '../domain/reservation.ts';
import type { Act } from './audit.ts';

/** An alarm about a member of the staff, for the auditores. */
export interface DeskAlarm {
  readonly id: string;
  readonly kind: DeskAlarmKind;
  /** The member whom it is about. */
  readonly staffId: string;
  readonly accountId?: string | undefined;
  readonly at: Date;
  /** Which auditor marked it as seen, and what they wrote. */
  readonly seen?: { readonly by: string; readonly at: Date; readonly note: string } | undefined;
}

/** Alarms, each bound; adding and marking are part of the caller's transaction. */
export interface DeskAlarms {
  /** Returns the id. */
  add(alarm: Omit<DeskAlarm, 'id' | 'at' | 'seen'>): Promise<string>;
  find(id: string): Promise<DeskAlarm | undefined>;
  /** Those that no auditor has seen, the oldest first. */
  unseen(limit: number): Promise<readonly DeskAlarm[]>;
  /** Marks one as seen; `false` where it was, or there is none. */
  markSeen(id: string, by: string, note: string): Promise<boolean>;
}

/** Which acts of the staff are wanted. */
export interface StaffActFilter {
  readonly member?: string | undefined;
  readonly act?: Act | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

/** An act of a member, as an auditor reads it. */
export interface StaffAct {
  readonly at: Date;
  readonly act: Act;
  readonly accountId: string | undefined;
  /** A name for the network that tells it from another one: the address itself is not stored. */
  readonly network: string | undefined;
  readonly details: Readonly<Record<string, string | number | boolean>>;
}

/** The acts of the staff in the trail. */
export interface StaffActs {
  /** The newest first; rows that do not verify are left out. */
  read(filter: StaffActFilter, span: { readonly skip: number; readonly limit: number }): Promise<readonly StaffAct[]>;
  /** A visit to an account, or an act on it, by the id of its reason; undefined for one of another account. */
  visit(accountId: string, visit: string): Promise<StaffAct | undefined>;
  /** How many sheets and cases a member opened, and files of cases they took, after an instant. */
  visitsSince(member: string, since: Date): Promise<number>;
}

/** The mark of an account in the public eye. */
export interface ReservedAccount extends Reservation {
  readonly accountId: string;
  readonly changedAt: Date;
}

/** Accounts whose sheets are closed; each row is bound. */
export interface ReservedAccounts {
  find(accountId: string): Promise<ReservedAccount | undefined>;
  /** Those in force and those that wait for a second member, the oldest change first. */
  list(limit: number): Promise<readonly ReservedAccount[]>;
  /** Writes what `step` makes of the mark, under the lock of its row. */
  change(accountId: string, step: (now: ReservedAccount | undefined) => Reservation): Promise<void>;
}
