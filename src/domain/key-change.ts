import type { Identifier } from './account.ts';
import type { RecoveringProfile } from './recovery.ts';

/** Profiles that change a key by these pages: those that recover one by them. */
export type KeyChangingProfile = RecoveringProfile;

/** What is known of a change of key so far. It does not reveal whether there is an account: the pages are the same. */
export interface KeyChange {
  readonly id: string;
  readonly profile: KeyChangingProfile;
  readonly identifier: Identifier;
  /** Whether the current key was proved; for a company also that the user represents it. */
  readonly proved: boolean;
  /** Whether it continues only by the link in the mailbox on file: instead of the captcha (WCAG 2.2, 3.3.8). */
  readonly mailOnly: boolean;
  /** Whether that link was opened. */
  readonly byMail: boolean;
  readonly done: boolean;
}

/** Pages after the first one, in the manual's words: the link by e-mail, «CS Actual», «CS Nueva», «Éxito». */
export type KeyChangeStep = 'mail' | 'key' | 'choose' | 'done';

/** What the person is asked next. It follows from what is known, from nothing else (docs/guides.md, N 4 and J 4). */
export function nextKeyChangeStep({ done, mailOnly, byMail, proved }: KeyChange): KeyChangeStep {
  if (done) return 'done';
  if (mailOnly && !byMail) return 'mail';
  return proved ? 'choose' : 'key';
}
