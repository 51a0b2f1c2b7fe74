import { Refusal } from '../domain/refusal.ts';
import type { Deps } from '../ports/deps.ts';
import type { PasskeyOptions } from '../ports/passkeys.ts';
import { newChallenge, openChallenge, spendChallenge } from './passkey-challenge.ts';

/** A member in a session of the desk. */
interface AtDesk {
  readonly member: { readonly id: string };
  readonly sessionId: string;
}

/** What a browser is asked, and the ticket that comes back with its answer. */
interface AskedAgain {
  readonly options: PasskeyOptions;
  readonly ticket: string;
}

const placeOf = ({ sessionId }: AtDesk) => ({ purpose: 'prove', place: `mesa ${sessionId}` }) as const;

/** Asks a member who is signed in for one of their own authenticators once more; undefined where none can be used. */
export async function askPasskeyAgain(deps: Deps, at: AtDesk): Promise<AskedAgain | undefined> {
  const known = await deps.staffAuthenticators.of(at.member.id);
  if (!deps.passkeys.available || known.length === 0) return undefined;
  const { challenge, ticket } = newChallenge(deps, placeOf(at));
  return { options: deps.passkeys.requestOptions(challenge, known), ticket };
}

/**
 * Checks the answer: an authenticator of this member, with the verification of its user, once. Throws `passkey-missing`,
 * `passkey-stale` and `passkey-wrong`.
 */
export async function provePasskeyAgain(
  deps: Deps,
  at: AtDesk,
  { ticket, answer }: { readonly ticket: string; readonly answer: string },
): Promise<void> {
  if (answer === '') throw new Refusal('passkey-missing');
  const challenge = openChallenge(deps, placeOf(at), ticket);
  const shown = deps.passkeys.shown(answer);
  const own = await deps.staffAuthenticators.of(at.member.id);
  const known = own.find(({ content }) => content.credentialId === shown?.credentialId);
  if (!known) throw new Refusal('passkey-wrong');
  await spendChallenge(deps, challenge);
  const counter = await deps.passkeys.used(answer, challenge, known);
  if (counter === undefined || !(await deps.staffAuthenticators.use(known.id, counter)))
    throw new Refusal('passkey-wrong');
}
