import type { StaffRole, StaffState } from '../../domain/staff.ts';

/** A tab of the desk. */
export type DeskTab =
  | 'search'
  | 'cases'
  | 'platforms'
  | 'bodies'
  | 'counter'
  | 'calls'
  | 'oversight'
  | 'reserved'
  | 'team';

/** What was done, as the page that follows says it. */
export type StaffDone =
  | 'enrolled'
  | 'first'
  | 'left'
  | 'kept'
  | 'suspended'
  | 'restored'
  | 'roles-set'
  | 'accepted'
  | 'acceptance-ended';

type TeamTitle = 'accept' | 'waiting' | 'team' | 'invite' | 'member' | 'madeLink' | 'madeLinkOver';

/** The frame of the desk and the pages of its staff. */
export interface StaffTexts {
  readonly roles: Readonly<Record<StaffRole, string>>;
  readonly tabs: Readonly<Record<DeskTab, string>>;
  readonly titles: Readonly<
    Record<
      'leave' | 'notYours' | 'signIn' | 'entered' | 'left' | 'bind' | 'link' | 'linkOver' | 'enrol' | TeamTitle,
      string
    >
  >;
  /** The name that an authenticator shows of the passkey of a member. */
  readonly authenticatorOf: (name: string) => string;
  /** What is known of an acceptance; `operator` gave access where no member did. */
  readonly acceptance: Readonly<Record<'since' | 'given' | 'accepted' | 'ended' | 'operator', string>> & {
    /** Who, when, and the reason where there is one. */
    readonly said: (name: string, moment: string, reason: string) => string;
  };
  readonly states: Readonly<Record<StaffState, string>>;
  readonly done: Readonly<Record<StaffDone, string>>;
}
