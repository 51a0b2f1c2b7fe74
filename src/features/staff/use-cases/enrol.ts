import { newChallenge, openChallenge, spendChallenge } from '../../../account/passkey-challenge.ts';
import { MOST_PASSKEYS } from '../../../domain/passkey.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { AUTHENTICATORS_NEEDED, staffMark } from '../../../domain/staff.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StaffAuthenticator, StaffMember, StaffSession } from '../../../ports/staff.ts';
import type { DeskAsked } from './enter.ts';

type Enrolling = Pick<StaffSession, 'id' | 'member'>;

const placeOf = ({ id }: Enrolling) => ({ purpose: 'enrol', place: `mesa ${id}` }) as const;

/**
 * That of the authenticators which the member has, also after a change of SECRETS_KEY. Handles of members and of accounts
 * never meet: a member stands where an account has its actor.
 */
const handleOf = (
  { passkeys }: Pick<Deps, 'passkeys'>,
  { id }: StaffMember,
  [known]: readonly StaffAuthenticator[],
): string => known?.content.userHandle ?? passkeys.handleOf({ accountId: 'mesa', actor: id });

/** Asks a browser to make a passkey for a member who enrols; `name` is what the authenticator shows. Throws `passkeys-unavailable`. */
export async function offerEnrolment(deps: Deps, enrolling: Enrolling, name: string): Promise<DeskAsked> {
  if (!deps.passkeys.available) throw new Refusal('passkeys-unavailable');
  const { member } = enrolling;
  const { challenge, ticket } = newChallenge(deps, placeOf(enrolling));
  const known = await deps.staffAuthenticators.of(member.id);
  const user = { handle: handleOf(deps, member, known), name };
  return { options: await deps.passkeys.creationOptions(challenge, user, known), ticket };
}

/** What the browser made, and the name that the member gave it. */
interface Made {
  readonly ticket: string;
  readonly answer: string;
  readonly label: string;
}

/**
 * Enrols an authenticator; gives whether all that are needed are there. Throws `passkey-stale`, `passkey-wrong`,
 * `passkey-exists` and `passkeys-full`.
 */
export async function enrolAuthenticator(
  deps: Deps,
  enrolling: Enrolling,
  { ticket, answer, label }: Made,
  visitor: Visitor,
): Promise<boolean> {
  const { member } = enrolling;
  const challenge = openChallenge(deps, placeOf(enrolling), ticket);
  const made = await deps.passkeys.made(answer, challenge);
  if (!made) throw new Refusal('passkey-wrong');
  return deps.atomically(async () => {
    const { credentialId } = made.content;
    if (await deps.staffAuthenticators.foundBy(credentialId)) throw new Refusal('passkey-exists');
    const earlier = await deps.staffAuthenticators.of(member.id);
    if (earlier.length >= MOST_PASSKEYS) throw new Refusal('passkeys-full');
    await spendChallenge(deps, challenge);
    await deps.relyingParty.note();
    const content = { ...made.content, userHandle: handleOf(deps, member, earlier) };
    await deps.staffAuthenticators.add({ staffId: member.id, content, label, step: made.counter });
    await deps.audit.record({ act: 'staff.enrolled', visitor, details: staffMark(member) });
    return earlier.length + 1 >= AUTHENTICATORS_NEEDED;
  });
}
