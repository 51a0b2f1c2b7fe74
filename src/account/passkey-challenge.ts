import { CHALLENGE_MINUTES } from '../domain/passkey.ts';
import { Refusal } from '../domain/refusal.ts';
import { rateLimits } from '../domain/throttle.ts';
import type { Deps } from '../ports/deps.ts';
import type { FactorHolder } from './prove-factor.ts';

/** What a challenge is for: no other use of it is accepted. */
export interface ChallengePlace {
  readonly purpose: 'enrol' | 'prove' | 'sign-in';
  /** The session or the interaction in which it is answered (its uid). */
  readonly place: string;
  /** Whose passkey it is; undefined where that is what the answer tells. */
  readonly holder?: FactorHolder | undefined;
}

/** A challenge (32 bytes, base64url), and the same sealed for a form. */
export interface Challenge {
  readonly challenge: string;
  readonly ticket: string;
}

interface Sealed {
  readonly challenge: string;
  readonly of: string;
  readonly until: string;
}

const PURPOSE = 'passkey';

/** A new challenge for this place, valid for half an hour. */
export function newChallenge(
  { chance, tokens, now }: Pick<Deps, 'chance' | 'tokens' | 'now'>,
  of: ChallengePlace,
): Challenge {
  const challenge = Buffer.from(chance(32)).toString('base64url');
  const until = new Date(now().getTime() + CHALLENGE_MINUTES * 60_000).toISOString();
  return { challenge, ticket: tokens.pack(PURPOSE, { challenge, of: nameOf(of), until } satisfies Sealed) };
}

/** The challenge in a ticket. Throws `passkey-stale` where it was made for another place, or expired. */
export function openChallenge(
  { tokens, now }: Pick<Deps, 'tokens' | 'now'>,
  of: ChallengePlace,
  ticket: string,
): string {
  const sealed = tokens.unpack(PURPOSE, ticket) as Sealed | undefined;
  if (!sealed || sealed.of !== nameOf(of) || now() >= new Date(sealed.until)) throw new Refusal('passkey-stale');
  return sealed.challenge;
}

/** Spends it, once for all processes (floor 11). Throws `passkey-stale` for every later call. */
export async function spendChallenge({ throttles }: Pick<Deps, 'throttles'>, challenge: string): Promise<void> {
  const { allowed } = await throttles.consume(rateLimits.passkeyChallengeSpent, challenge);
  if (!allowed) throw new Refusal('passkey-stale');
}

const nameOf = ({ purpose, place, holder }: ChallengePlace): string =>
  JSON.stringify([purpose, place, holder?.account.id ?? '', holder?.actor ?? '']);
