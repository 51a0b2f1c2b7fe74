import type { Account } from './account.ts';

const DAY_MS = 24 * 3_600_000;

/** Days after which a confirmed e-mail is asked about, and asked about again: twice a year. */
export const EMAIL_CHECK_DAYS = 182;

/** Days for which the question rests where it was put off. */
export const EMAIL_CHECK_REST_DAYS = 30;

type Asked = Pick<Account, 'personal' | 'confirmed' | 'createdAt' | 'keyChangedAt'>;

/**
 * Whether a sign-in asks if the e-mail on file is still used: half a year after it was confirmed or last said to be
 * used, thirty days after the question was put off, and not within a day of a new key, which a recovery may have given.
 */
export function asksAboutEmail({ personal, confirmed, createdAt, keyChangedAt }: Asked, now: Date): boolean {
  const since = (instant: Date | string): number => (now.getTime() - new Date(instant).getTime()) / DAY_MS;
  const { emailCheck } = personal;
  const rest = emailCheck?.answer === 'used' ? EMAIL_CHECK_DAYS : EMAIL_CHECK_REST_DAYS;
  if (emailCheck && since(emailCheck.at) < rest) return false;
  return since(confirmed.email ?? createdAt) >= EMAIL_CHECK_DAYS && since(keyChangedAt) >= 1;
}
