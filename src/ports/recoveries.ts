import type { CedulaSerial } from '../domain/cedula.ts';
import type { ContactKind } from '../domain/data-update.ts';
import type { JourneyOrigin } from '../domain/journey-origin.ts';
import type { Recovery } from '../domain/recovery.ts';
import type { Rut } from '../domain/rut.ts';
import type { Journeys } from './journeys.ts';

/** A recovery as it is stored: what the pages need, and what only the use cases read. Sealed at rest. */
export interface StoredRecovery extends Recovery {
  /** The sign-in at which it began, if it began at one. */
  readonly origin?: JourneyOrigin | undefined;
  /** The account; none for an identifier without one, which the pages do not reveal. */
  readonly accountId?: string | undefined;
  /** Number of the question of the account. */
  readonly questionId?: number | undefined;
  /** Of a company: the representatives in force at the SII when a card was shown; asked once for a recovery. */
  readonly named?: readonly Rut[] | undefined;
  /** The card that was shown, for the second check of a request that waits. */
  readonly serial?: CedulaSerial | undefined;
  /** When the card was shown in this browser (ISO 8601). */
  readonly cardAt?: string | undefined;
  /** Contacts to which a code was sent, where the user says that the contested account is their own. */
  readonly coded?: ContactKind | undefined;
  /** Id of the printed code that was given beside the card; the key that is chosen spends it. */
  readonly sheetCode?: string | undefined;
  /** Whether it began in a browser that the account knew. */
  readonly fromKnownDevice?: boolean | undefined;
  /** When the newest link to the mailbox on file was written (ISO 8601), whatever browser asked for it. */
  readonly mailAskedAt?: string | undefined;
  /** Its message, where this journey asked for it; none where an unopened link was there before. */
  readonly mailMessage?: string | undefined;
  readonly outcome?: RecoveryOutcome | undefined;
}

/** What the last page shows. */
export interface RecoveryOutcome {
  /** Messages by channel, whose state the page follows. */
  readonly mail?: string | undefined;
  readonly sms?: string | undefined;
  /** Where contacts were replaced: the token of the pending change. */
  readonly request?: string | undefined;
  /** Whether a link and a code were sent, both needed, or one key by every channel. */
  readonly byLink?: boolean | undefined;
  /** Reference for the telephone service. */
  readonly reference: string;
  /** When it was sent last (ISO 8601), and how often it was. */
  readonly at: string;
  readonly times: number;
}

/** Recoveries under way. */
export type Recoveries = Journeys<StoredRecovery>;
