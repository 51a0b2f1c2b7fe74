import { assertAvailable, type PasskeyAsked, passkeysAmong } from '../../../account/ask-passkey.ts';
import type { CardVisitor } from '../../../account/card-tries.ts';
import { newChallenge, openChallenge, spendChallenge } from '../../../account/passkey-challenge.ts';
import { credentialsOf } from '../../../account/prove-factor.ts';
import type { PasskeyAnswer } from '../../../account/prove-passkey.ts';
import { MOST_PASSKEYS } from '../../../domain/passkey.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Credential } from '../../../ports/credentials.ts';
import type { Deps } from '../../../ports/deps.ts';
import { addFactor } from './add-factor.ts';
import type { PrintedCodes } from './fresh-codes.ts';
import { type Enrolling, type EnrolmentProof, holderOf, proveEnrolment } from './prove-enrolment.ts';

/** What is shown to enrol a passkey: what its authenticator answered, and what proves its holder. */
export interface PasskeyEnrolment extends PasskeyAnswer {
  /** The name that the user gives it. */
  readonly label: string;
  readonly proof: EnrolmentProof;
}

/**
 * Asks a browser to make a passkey for who is signed in, in this session; `name` is what the authenticator shows beside
 * it. Throws `passkeys-full` and `passkeys-unavailable`.
 */
export async function offerPasskey(deps: Deps, who: Enrolling, place: string, name: string): Promise<PasskeyAsked> {
  assertAvailable(deps);
  const holder = holderOf(who);
  const all = await credentialsOf(deps, holder);
  assertRoom(all);
  const { challenge, ticket } = newChallenge(deps, { purpose: 'enrol', place, holder });
  const user = { handle: await handleOf(deps, who), name };
  return { options: await deps.passkeys.creationOptions(challenge, user, passkeysAmong(all)), ticket };
}

/**
 * Enrols a passkey, and gives ten printed codes with the first factor. The answer is judged first and its challenge is
 * spent last, so that a slip in a code spends nothing. Throws `passkey-stale`, `passkey-wrong`, `passkey-exists`,
 * `passkeys-full`, and what `proveEnrolment` and `addFactor` throw.
 */
export async function enrolPasskey(
  deps: Deps,
  who: Enrolling,
  typed: PasskeyEnrolment,
  visitor: CardVisitor,
): Promise<PrintedCodes> {
  const { place, ticket, answer, label, proof } = typed;
  const challenge = openChallenge(deps, { purpose: 'enrol', place, holder: holderOf(who) }, ticket);
  const made = await deps.passkeys.made(answer, challenge);
  if (!made) throw new Refusal('passkey-wrong');
  const { credentialId } = made.content;
  const assertFree = async (all: readonly Credential[]): Promise<void> => {
    assertRoom(all);
    if (await deps.credentials.foundBy('passkey', credentialId)) throw new Refusal('passkey-exists');
  };
  await assertFree(await credentialsOf(deps, holderOf(who)));
  const enrolled = await proveEnrolment(deps, who, proof, visitor);
  await spendChallenge(deps, challenge);
  const content = { ...made.content, userHandle: await handleOf(deps, who) };
  const before = async (all: readonly Credential[]): Promise<void> => {
    await assertFree(all);
    await deps.relyingParty.note();
  };
  const passkey = { kind: 'passkey', content, label, step: made.counter, finds: credentialId, before } as const;
  return addFactor(deps, who, enrolled, passkey, visitor);
}

function assertRoom(all: readonly Credential[]): void {
  if (passkeysAmong(all).length >= MOST_PASSKEYS) throw new Refusal('passkeys-full');
}

/** That of the passkeys which the holder has, also after a change of SECRETS_KEY: an authenticator replaces by it. */
async function handleOf(deps: Deps, who: Enrolling): Promise<string> {
  const holder = holderOf(who);
  const [known] = passkeysAmong(await credentialsOf(deps, holder));
  return known?.content.userHandle ?? deps.passkeys.handleOf({ accountId: holder.account.id, actor: holder.actor });
}
