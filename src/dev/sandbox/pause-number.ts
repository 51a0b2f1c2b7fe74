import type { Account } from '../../domain/account.ts';
import type { Deps } from '../../ports/deps.ts';

/** Keys that are counted until a number is paused, at most. */
const MOST_TRIES = 6;

/** Pauses a number as five wrong keys in a row do, for every network; a number that is paused already stays so. */
export async function pauseNumber(
  { throttles }: Pick<Deps, 'throttles'>,
  { profile, identifier }: Pick<Account, 'profile' | 'identifier'>,
): Promise<void> {
  const who = `${profile}:${identifier}`;
  for (let tries = 0; tries < MOST_TRIES && !(await throttles.keyPause(who)); tries += 1)
    await throttles.consumeKeyTry(who);
}
