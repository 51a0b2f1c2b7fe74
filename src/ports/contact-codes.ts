import type { ContactKind } from '../domain/data-update.ts';

/** A code to a contact that a pending change replaces; stored hashed, one at a time for each contact. */
export interface ContactCode {
  readonly id: string;
  readonly contact: ContactKind;
  readonly codeHash: string;
  readonly createdAt: Date;
  /** When its message left; undefined while it waits: the code cannot be known then. */
  readonly sentAt?: Date | undefined;
  /** When it was typed correctly. */
  readonly provedAt?: Date | undefined;
}

interface NewContactCode {
  readonly holdId: string;
  readonly contact: ContactKind;
  readonly codeHash: string;
  /** Message that carries it: it is valid from the moment in which that leaves. */
  readonly message: string;
}

export interface ContactCodes {
  /** Stores a code and replaces any that the contact was sent before. */
  put(code: NewContactCode): Promise<void>;
  /** Those in force for a request. */
  of(holdId: string): Promise<readonly ContactCode[]>;
  /** Counts a try before it happens and returns how many are left after it; undefined when none was left. */
  takeTry(id: string): Promise<number | undefined>;
  /** Notes that it was typed correctly; `false` for all calls but the first (floor 11). */
  prove(id: string): Promise<boolean>;
}
