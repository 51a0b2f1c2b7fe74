import type { ContactKind } from '../domain/data-update.ts';

/** The purpose of a code of six digits to a contact on file; each purpose has its own codes and budgets. */
export type CodePurpose =
  | 'sign-in'
  | 'new-device'
  | 'cedula'
  | 'confirm-mobile'
  | 'stop-hold'
  | 'change-key'
  | 'contest'
  | 'second-factor'
  | 'factor-loss'
  | 'backup-sheet';

/** Which code: one for each account, purpose, contact and browser, so that no stranger replaces the owner's. */
export interface CodePlace {
  readonly accountId: string;
  readonly purpose: CodePurpose;
  readonly contact: ContactKind;
  /** Id of the browser that asked; kept as a hash. */
  readonly browser: string;
}

/** A code that was sent to a contact on file; stored hashed. */
export interface AccountCode {
  readonly id: string;
  readonly codeHash: string;
  /** Id of the message that carries it. */
  readonly message: string;
  readonly createdAt: Date;
  /** When its message left; undefined while it waits or where it was withheld: the code cannot be known then. */
  readonly sentAt?: Date | undefined;
  readonly provedAt?: Date | undefined;
}

/** Codes of six digits to contacts on file. */
export interface AccountCodes {
  /** Stores a code in its place and replaces any that was there; `message` carries it. */
  put(place: CodePlace, code: { readonly codeHash: string; readonly message: string }): Promise<void>;
  find(place: CodePlace): Promise<AccountCode | undefined>;
  /** Counts a try before it happens and returns how many are left after it; undefined when none was left. */
  takeTry(id: string): Promise<number | undefined>;
  /** Notes that a link to this contact was opened in this browser, which counts as a correct code. */
  grant(place: CodePlace): Promise<void>;
  /** Notes that it was typed correctly; `false` for all calls but the first (floor 11). */
  prove(id: string): Promise<boolean>;
}
