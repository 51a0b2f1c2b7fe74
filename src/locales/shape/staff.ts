import type { StaffRole } from '../../domain/staff.ts';

/** A tab of the desk. */
export type DeskTab = 'search' | 'cases' | 'counter' | 'oversight' | 'team';

/** What was done, as the page that follows says it. */
export type StaffDone = 'enrolled' | 'first' | 'left' | 'idle';

/** The frame of the desk and the pages of its staff. */
export interface StaffTexts {
  readonly roles: Readonly<Record<StaffRole, string>>;
  readonly tabs: Readonly<Record<DeskTab, string>>;
  readonly titles: Readonly<Record<'leave' | 'signIn' | 'link' | 'linkOver' | 'enrol', string>>;
  readonly done: Readonly<Record<StaffDone, string>>;
}
