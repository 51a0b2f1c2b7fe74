import { assertAvailable, type PasskeyAsked } from '../../../account/ask-passkey.ts';
import {
  type ChallengePlace,
  newChallenge,
  openChallenge,
  spendChallenge,
} from '../../../account/passkey-challenge.ts';
import type { FacilitadorInvitation } from '../../../domain/facilitador/invitation.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { NewCredential } from '../../../ports/credentials.ts';
import type { Deps } from '../../../ports/deps.ts';

/** The factor that the person adds: an app by its digits, or a passkey by what its authenticator answered. */
export type FactorChosen =
  | { readonly secret: string; readonly digits: string }
  | { readonly ticket: string; readonly answer: string };

type Of = Pick<FacilitadorInvitation, 'id' | 'holder'>;

/** Where a passkey is made: on the page of this invitation and nowhere else. */
const placeOf = ({ id }: Of): ChallengePlace => ({ purpose: 'enrol', place: `invitacion:${id}` });

/** Asks a browser to make a passkey for the account that will be; `name` is what the authenticator shows beside it. */
export async function offerFirstPasskey(deps: Deps, invitation: Of, name: string): Promise<PasskeyAsked> {
  assertAvailable(deps);
  const { challenge, ticket } = newChallenge(deps, placeOf(invitation));
  return {
    options: await deps.passkeys.creationOptions(challenge, { handle: handleOf(deps, invitation), name }, []),
    ticket,
  };
}

/**
 * Proves the factor that was chosen, and gives it as it is stored. Throws `factor-digits-wrong`, `passkey-stale`,
 * `passkey-wrong` and `passkey-exists`.
 */
export async function firstFactor(deps: Deps, invitation: Of, chosen: FactorChosen): Promise<NewCredential> {
  const owner = { id: crypto.randomUUID(), accountId: invitation.holder, actor: undefined, label: '' };
  if ('secret' in chosen) {
    const { secret, digits } = chosen;
    const step = deps.totp.stepOf(secret, digits, 0);
    if (step === undefined) throw new Refusal('factor-digits-wrong');
    return { ...owner, kind: 'totp', content: { secret }, step };
  }
  const challenge = openChallenge(deps, placeOf(invitation), chosen.ticket);
  const made = await deps.passkeys.made(chosen.answer, challenge);
  if (!made) throw new Refusal('passkey-wrong');
  const { credentialId: finds } = made.content;
  if (await deps.credentials.foundBy('passkey', finds)) throw new Refusal('passkey-exists');
  await spendChallenge(deps, challenge);
  const content = { ...made.content, userHandle: handleOf(deps, invitation) };
  return { ...owner, kind: 'passkey', content, step: made.counter, finds };
}

const handleOf = ({ passkeys }: Deps, { holder }: Of): string =>
  passkeys.handleOf({ accountId: holder, actor: undefined });
