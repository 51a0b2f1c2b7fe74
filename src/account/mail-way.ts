import type { Identifier, Profile } from '../domain/account.ts';
import type { FlowName, Journeys } from '../ports/journeys.ts';

/** A journey that may go on by the mailbox on file instead of captcha and question (WCAG 2.2, 3.3.8). */
export interface Mailed {
  readonly id: string;
  readonly profile: Profile;
  readonly identifier: Identifier;
  /** The account; none for an identifier without one, and the pages do not tell. */
  readonly accountId?: string | undefined;
  /** Whether it goes on by the link in the mailbox and no other way, and whether that link was opened. */
  readonly mailOnly: boolean;
  readonly byMail: boolean;
  /** Whether it began in a browser that the account knew: what it asks for is not counted with what strangers ask for. */
  readonly fromKnownDevice?: boolean | undefined;
  /** When the newest link was written (ISO 8601), at the request of any browser. */
  readonly mailAskedAt?: string | undefined;
  /** Its message, where this journey asked for it; none where an unopened link was there before. */
  readonly mailMessage?: string | undefined;
}

/** How one flow goes on by mail. */
export interface MailWay<S extends Mailed> {
  /** What the message says is under way. */
  readonly journey: FlowName;
  readonly journeys: Journeys<S>;
  /** Whether it has come to its end. */
  readonly over: (journey: S) => boolean;
  /** Address under which the link's token is opened. */
  readonly path: string;
  /** Address of the journey's own page. */
  readonly pageOf: (journey: S) => string;
  /** What it is once the user asked for the link. */
  readonly leaving: (journey: S) => S;
  /** What it is where the link is opened in another browser than the one that began: the link proves the mailbox alone. */
  readonly elsewhere: (journey: S) => S;
}

/** The key by which the unopened link in a mailbox is counted: one for each flow of an identifier. */
export const linkOf = (
  { journey }: Pick<MailWay<Mailed>, 'journey'>,
  { profile, identifier }: Pick<Mailed, 'profile' | 'identifier'>,
): string => `${journey}:${profile}:${identifier}`;
