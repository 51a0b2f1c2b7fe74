import type { DataUpdate } from '../domain/data-update.ts';
import type { JourneyOrigin } from '../domain/journey-origin.ts';
import type { Journeys } from './journeys.ts';

/** An update as it is stored: what the pages need, and what only the use cases read. Sealed at rest. */
export interface StoredDataUpdate extends DataUpdate {
  /** The sign-in at which it began, if it began at one. */
  readonly origin?: JourneyOrigin | undefined;
  /** The account; before the key is proved there may be none, which the pages do not reveal. */
  readonly accountId?: string | undefined;
  /** Since when the account had the key that was proved (ISO 8601): another one ends the update. */
  readonly keyChangedAt?: string | undefined;
  /** When the newest link to the mailbox on file was written (ISO 8601), whatever browser asked for it. */
  readonly mailAskedAt?: string | undefined;
  /** Its message, where this journey asked for it. */
  readonly mailMessage?: string | undefined;
  /** What was typed and not sent yet, by the name of the field; captcha and keys never. */
  readonly draft?: Readonly<Record<string, string>> | undefined;
  /** How many representatives the SII had in force when it was asked last. */
  readonly representatives?: number | undefined;
  readonly outcome?: DataUpdateOutcome | undefined;
}

/** The result of an update. */
export interface Updated {
  /** Notices by channel, whose state the page follows. */
  readonly mail?: string | undefined;
  readonly sms?: string | undefined;
  /** Whether something took effect at once. */
  readonly atOnce: boolean;
  /** Where contacts change: token of the pending change. */
  readonly request?: string | undefined;
}

/** What the last page shows. */
interface DataUpdateOutcome extends Updated {
  /** Reference for the telephone service. */
  readonly reference: string;
  /** When it was sent (ISO 8601). */
  readonly at: string;
}

/** Updates under way. */
export type DataUpdates = Journeys<StoredDataUpdate>;
