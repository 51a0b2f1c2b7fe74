import type { FacilitadorDraft } from '../domain/facilitador/draft.ts';
import type { JourneyOrigin } from '../domain/journey-origin.ts';
import type { Journeys } from './journeys.ts';

/** A request for a facilitador under way as it is stored, sealed. */
export interface StoredDraft extends FacilitadorDraft {
  /** The sign-in at which it began, if it began at one. */
  readonly origin?: JourneyOrigin | undefined;
  /** The account; before the key is proved there may be none, which the pages do not reveal. */
  readonly accountId?: string | undefined;
  /** Since when the account had the key that was proved (ISO 8601): another one ends the draft. */
  readonly keyChangedAt?: string | undefined;
  readonly mailAskedAt?: string | undefined;
  readonly mailMessage?: string | undefined;
  /** What the last page shows. */
  readonly outcome?: { readonly folio: string; readonly at: string } | undefined;
}

/** Requests for facilitadores under way. */
export interface FacilitadorDrafts extends Journeys<StoredDraft> {
  /** Erases drafts that are over, at most so many, each with the files that were not sent; how many drafts. */
  eraseEnded(limit: number): Promise<number>;
}
