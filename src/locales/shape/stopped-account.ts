import type { Profile } from '../../domain/account.ts';
import type { ThawedBy } from '../../domain/stopped-account.ts';

/** The text of page, mail and SMS about a stopped account: the way back first, the telephone second. */
export interface StoppedWords {
  /** The way back. */
  readonly way: string;
  /** Its link; none if only the mesa opens it. */
  readonly link?: { readonly label: string; readonly path: string };
  /** For a person who cannot go that way. */
  readonly telephone: string;
  /** The way back as an SMS can write it (GSM-7). */
  readonly sms: string;
}

/** The texts of a stopped account by what opens it; without a profile the link leads to where one is chosen. */
export type StoppedTexts = (by: ThawedBy, profile?: Profile) => StoppedWords;
