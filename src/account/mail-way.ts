import type { Identifier, Profile } from '../domain/account.ts';
import type { FlowName, Journeys } from '../ports/journeys.ts';

/** A journey that may continue by the mailbox on file instead of captcha and question (WCAG 2.2, 3.3.8). */
export interface Mailed {
  readonly id: string;
  readonly profile: Profile;
  readonly identifier: Identifier;
  /** The account; none for an identifier without one, which the pages do not reveal. */
  readonly accountId?: string | undefined;
  /** Whether it continues only by the link in the mailbox, and whether that link was opened. */
  readonly mailOnly: boolean;
  readonly byMail: boolean;
  /** Whether it began in a browser that the account knew: its messages are not counted with those for strangers. */
  readonly fromKnownDevice?: boolean | undefined;
  /** When the newest link was written (ISO 8601), at the request of any browser. */
  readonly mailAskedAt?: string | undefined;
  /** Its message, where this journey asked for it; none where an unopened link was there before. */
  readonly mailMessage?: string | undefined;
}

/** How one flow continues by mail. */
export interface MailWay<S extends Mailed> {
  /** The journey that the message names. */
  readonly journey: FlowName;
  readonly journeys: Journeys<S>;
  /** Whether it has ended. */
  readonly over: (journey: S) => boolean;
  /** Address under which the link's token is opened. */
  readonly path: string;
  /** Address of the journey's own page. */
  readonly pageOf: (journey: S) => string;
  /** The journey once the user asked for the link. */
  readonly leaving: (journey: S) => S;
  /** The journey where the link is opened in another browser than its own: the link proves the mailbox alone. */
  readonly elsewhere: (journey: S) => S;
}

/** The key by which the unopened link in a mailbox is counted: one for each flow of an identifier. */
export const linkOf = (
  { journey }: Pick<MailWay<Mailed>, 'journey'>,
  { profile, identifier }: Pick<Mailed, 'profile' | 'identifier'>,
): string => `${journey}:${profile}:${identifier}`;
