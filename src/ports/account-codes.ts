import type { ContactKind } from '../domain/data-update.ts';

/** What a code of six digits from a contact on file is asked for; each purpose has its own codes and budgets. */
export type CodePurpose = 'sign-in' | 'cedula' | 'confirm-mobile' | 'stop-hold' | 'change-key' | 'contest';

/** Which code: one at a time for each account, purpose, contact and browser, so that no stranger replaces the owner's. */
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
  readonly createdAt: Date;
  /** When the message with it left; undefined while it waits or was withheld: nobody can know it then. */
  readonly sentAt?: Date | undefined;
  readonly provedAt?: Date | undefined;
}

/** Where such codes live. */
export interface AccountCodes {
  /** Puts a code in its place, over any that stood there; `message` carries it. */
  put(place: CodePlace, code: { readonly codeHash: string; readonly message: string }): Promise<void>;
  find(place: CodePlace): Promise<AccountCode | undefined>;
  /** Counts a try before it happens, and gives how many are left after it; undefined when there was none left. */
  takeTry(id: string): Promise<number | undefined>;
  /** Notes that a link to this contact was opened in this browser, which is worth a code that was typed right. */
  grant(place: CodePlace): Promise<void>;
  /** Whether this browser proved any contact of the account for this purpose since then. */
  provedSince(accountId: string, purpose: CodePurpose, browser: string, since: Date): Promise<boolean>;
  /** Notes that it was typed right; `false` for all but the first (floor 11). */
  prove(id: string): Promise<boolean>;
}
