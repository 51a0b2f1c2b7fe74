import type { Account } from '../domain/account.ts';
import { type JourneyOrigin, ORIGIN, ORIGIN_HOURS, ORIGIN_SEAL, withoutNumber } from '../domain/journey-origin.ts';
import type { Deps } from '../ports/deps.ts';
import { LIFE } from './provisional-life.ts';

/**
 * The page where an account holder changes a key, for a mail: it proves nothing and has no number (floor 7). With the
 * origin of the journey it ends where that began, as long as the provisional key is valid.
 */
export function changePage(
  { issuer, tokens }: Pick<Deps, 'issuer' | 'tokens'>,
  { profile }: Pick<Account, 'profile'>,
  origin?: JourneyOrigin,
): string {
  const page = `${issuer}/cambiar/${profile}`;
  if (!origin) return page;
  const carried = { ...withoutNumber(origin), hours: ORIGIN_HOURS + LIFE.keyHours };
  return `${page}?${new URLSearchParams({ [ORIGIN]: tokens.pack(ORIGIN_SEAL, carried) })}`;
}
