import { newChallenge, openChallenge, spendChallenge } from '../../../account/passkey-challenge.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { staffMark } from '../../../domain/staff.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { PasskeyOptions } from '../../../ports/passkeys.ts';
import type { StaffAuthenticator, StaffMember } from '../../../ports/staff.ts';

/** What a browser is asked, and the ticket that comes back with its answer. */
export interface DeskAsked {
  readonly options: PasskeyOptions;
  readonly ticket: string;
}

/** An answer to it; `browser` is the one that was asked. */
export interface DeskAnswer {
  readonly browser: string;
  readonly ticket: string;
  /** JSON, as `PublicKeyCredential.toJSON` gives it. */
  readonly answer: string;
}

const placeOf = (browser: string) => ({ purpose: 'sign-in', place: `mesa ${browser}` }) as const;

/** Asks for any authenticator of a member. Throws `passkeys-unavailable`. */
export function askAtDesk(deps: Deps, browser: string): DeskAsked {
  if (!deps.passkeys.available) throw new Refusal('passkeys-unavailable');
  const { challenge, ticket } = newChallenge(deps, placeOf(browser));
  return { options: deps.passkeys.requestOptions(challenge), ticket };
}

/**
 * The member who presents an authenticator, with the verification of its user. A passkey of a citizen is unknown here.
 * Throws `passkey-stale`, `passkey-wrong`, `desk-passkey-unknown` and `desk-suspended`. No budget is spent: a signature
 * cannot be guessed, and an unknown passkey costs one look-up.
 */
export async function enterDesk(deps: Deps, { browser, ticket, answer }: DeskAnswer, visitor: Visitor) {
  const challenge = openChallenge(deps, placeOf(browser), ticket);
  const shown = deps.passkeys.shown(answer);
  if (!shown) throw new Refusal('passkey-wrong');
  const known = await deps.staffAuthenticators.foundBy(shown.credentialId);
  const member = known && (await deps.staff.find(known.staffId));
  if (!known || !member) throw new Refusal('desk-passkey-unknown');
  await spendChallenge(deps, challenge);
  const isOwn = shown.userHandle === known.content.userHandle;
  const counter = isOwn ? await deps.passkeys.used(answer, challenge, known) : undefined;
  if (counter === undefined || !(await deps.staffAuthenticators.use(known.id, counter)))
    return refuse(deps, member, visitor);
  if (member.state === 'suspendida') throw new Refusal('desk-suspended');
  return entered(deps, member, known, visitor);
}

async function entered(
  deps: Deps,
  member: StaffMember,
  { id }: Pick<StaffAuthenticator, 'id'>,
  visitor: Visitor,
): Promise<StaffMember> {
  await deps.audit.record({ act: 'staff.entered', visitor, details: { ...staffMark(member), authenticator: id } });
  return member;
}

async function refuse(deps: Deps, member: StaffMember, visitor: Visitor): Promise<never> {
  await deps.audit.record({ act: 'staff.refused', visitor, details: staffMark(member) });
  throw new Refusal('passkey-wrong');
}
