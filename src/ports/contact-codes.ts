import type { ContactKind } from '../domain/data-update.ts';

/** A code that was sent to a contact that a waiting request replaces; stored hashed, one at a time for each contact. */
export interface ContactCode {
  readonly id: string;
  readonly contact: ContactKind;
  readonly codeHash: string;
  readonly createdAt: Date;
  /** When the message with it left; undefined while it waits: nobody can know it then. */
  readonly sentAt?: Date | undefined;
  /** When it was typed right. */
  readonly provedAt?: Date | undefined;
}

export interface NewContactCode {
  readonly holdId: string;
  readonly contact: ContactKind;
  readonly codeHash: string;
  /** Message that carries it: it counts from the moment in which that leaves. */
  readonly message: string;
}

export interface ContactCodes {
  /** Puts a code in the place of any that the contact was sent before. */
  put(code: NewContactCode): Promise<void>;
  /** Those in force for a request. */
  of(holdId: string): Promise<readonly ContactCode[]>;
  /** Counts a try before it happens, and gives how many are left after it; undefined when there was none left. */
  takeTry(id: string): Promise<number | undefined>;
  /** Notes that it was typed right; `false` for everybody but the first (floor 11). */
  prove(id: string): Promise<boolean>;
}
