import type { JourneyOrigin } from '../domain/journey-origin.ts';
import type { KeyChange } from '../domain/key-change.ts';
import type { Journeys } from './journeys.ts';

/** A change of key as it is stored: what the pages need, and what only the use cases read. Sealed at rest. */
export interface StoredKeyChange extends KeyChange {
  /** The sign-in at which it began, if it began at one. */
  readonly origin?: JourneyOrigin | undefined;
  /** The account; none for an identifier without one, which the pages do not reveal. */
  readonly accountId?: string | undefined;
  /** Hash of the key that was proved, as it was then: a key that changed meanwhile is not replaced. */
  readonly keyHash?: string | undefined;
  /** Set where a provisional key was typed as «CS Actual» (floor 3). */
  readonly provisionalId?: string | undefined;
  /** Subject of the representative who acts for a company. */
  readonly actor?: string | undefined;
  /** When the newest link to the mailbox on file was written (ISO 8601), whatever browser asked for it. */
  readonly mailAskedAt?: string | undefined;
  /** Its message, where this journey asked for it. */
  readonly mailMessage?: string | undefined;
  /** The message with six digits for the mailbox, where the change waits for them. */
  readonly codeMessage?: string | undefined;
  readonly outcome?: KeyChangeOutcome | undefined;
}

/** What the last page shows. */
interface KeyChangeOutcome {
  /** Notices by channel, whose state the page follows. */
  readonly mail?: string | undefined;
  readonly sms?: string | undefined;
  /** Reference for the telephone service. */
  readonly reference: string;
  /** When the key was changed (ISO 8601). */
  readonly at: string;
}

/** Changes of key under way. */
export type KeyChanges = Journeys<StoredKeyChange>;
