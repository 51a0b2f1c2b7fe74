import type { Target } from '../load/target.ts';
import type { CompanyOfRun } from '../place/people.ts';

/** A server under test, and the people whom its load signs in. */
export interface Side {
  readonly name: 'ours' | 'bare';
  readonly target: Target;
  /** Number of the next person who signs in by number and key. */
  nextPerson(): string;
  /** Number of the next person with an account, whether the run knows the key or not. */
  nextAccount(): string;
  nextCompany(): CompanyOfRun;
  /** A number without an account, another one each time. */
  nextNewcomer(): string;
  /** What a person reads in the picture of a captcha. */
  lettersOf(captcha: string): Promise<string>;
}
