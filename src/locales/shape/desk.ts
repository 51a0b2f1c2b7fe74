import type { AccountState, Profile } from '../../domain/account.ts';
import type { CaseState } from '../../domain/cases/case.ts';
import type { DeskAction, DeskReason } from '../../domain/desk.ts';
import type { Identidad } from '../../domain/identity-level.ts';
import type { DeskMessage } from '../../ports/desk.ts';
import type { Delivery } from '../../ports/notifier.ts';

/** What the page of an action says: what it does, whom it tells, its button, and the sheet afterwards. */
export interface DeskActionTexts {
  readonly title: string;
  readonly does: readonly string[];
  readonly tells: string;
  readonly button: string;
  readonly done: string;
}

/** Search, sheet and actions of the desk. */
export interface DeskTexts {
  readonly titles: Readonly<Record<'search' | 'found' | 'open' | 'sheet' | 'emergency', string>>;
  readonly searchedBy: Readonly<Record<'number' | 'mail' | 'folio', string>>;
  readonly profiles: Readonly<Record<Profile, string>>;
  readonly states: Readonly<Record<AccountState, string>>;
  readonly identity: Readonly<Record<Identidad, string>>;
  readonly reasons: Readonly<Record<DeskReason, string>>;
  readonly deliveries: Readonly<Record<Delivery, string>>;
  readonly caseStates: Readonly<Record<CaseState, string>>;
  readonly channels: Readonly<Record<DeskMessage['channel'], string>>;
  readonly actions: Readonly<Record<DeskAction, DeskActionTexts>>;
  /** What a message is, by its kind. */
  message(kind: DeskMessage['kind']): string;
  readonly rows: Readonly<
    Record<
      'state' | 'identity' | 'email' | 'mobile' | 'invitedBy' | 'created' | 'keyChanged' | 'keyPause' | 'cardPause',
      string
    >
  >;
  readonly confirmed: (contact: string, day: string) => string;
  readonly unconfirmed: (contact: string) => string;
  readonly noMobile: string;
  readonly invited: (company: string, until: string) => string;
  readonly notInvited: string;
  readonly contested: string;
  readonly stolen: string;
  readonly provedOn: (identity: string, day: string) => string;
}
