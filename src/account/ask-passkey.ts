import { Refusal } from '../domain/refusal.ts';
import type { Credential, CredentialOf } from '../ports/credentials.ts';
import type { Deps } from '../ports/deps.ts';
import type { PasskeyOptions } from '../ports/passkeys.ts';
import { newChallenge } from './passkey-challenge.ts';
import { credentialsOf, type FactorHolder } from './prove-factor.ts';

/** What a page gives a browser: the options for the authenticator, and the ticket that comes back with its answer. */
export interface PasskeyAsked {
  readonly options: PasskeyOptions;
  readonly ticket: string;
}

/** The passkeys among some credentials. */
export const passkeysAmong = (all: readonly Credential[]): readonly CredentialOf<'passkey'>[] =>
  all.filter((one): one is CredentialOf<'passkey'> => one.kind === 'passkey');

/**
 * Asks a known holder for one of their passkeys, in this session or interaction. Throws `factor-missing` where they have
 * none, and `passkeys-unavailable`.
 */
export async function askPasskey(deps: Deps, holder: FactorHolder, place: string): Promise<PasskeyAsked> {
  assertAvailable(deps);
  const known = passkeysAmong(await credentialsOf(deps, holder));
  if (known.length === 0) throw new Refusal('factor-missing');
  return askAmong(deps, holder, place, known);
}

/** Asks a holder for one of these passkeys, which are theirs. */
export function askAmong(
  deps: Deps,
  holder: FactorHolder,
  place: string,
  known: readonly CredentialOf<'passkey'>[],
): PasskeyAsked {
  const { challenge, ticket } = newChallenge(deps, { purpose: 'prove', place, holder });
  return { options: deps.passkeys.requestOptions(challenge, known), ticket };
}

/** Asks for any passkey, of a user who is not known yet. Throws `passkeys-unavailable`. */
export function askAnyPasskey(deps: Deps, place: string): PasskeyAsked {
  assertAvailable(deps);
  const { challenge, ticket } = newChallenge(deps, { purpose: 'sign-in', place });
  return { options: deps.passkeys.requestOptions(challenge), ticket };
}

/** Throws `passkeys-unavailable` where the issuer has no domain. */
export function assertAvailable({ passkeys }: Pick<Deps, 'passkeys'>): void {
  if (!passkeys.available) throw new Refusal('passkeys-unavailable');
}
