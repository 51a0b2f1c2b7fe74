import type { Account } from '../domain/account.ts';
import { amrOf, type PasskeyAmr } from '../domain/passkey.ts';
import { Refusal } from '../domain/refusal.ts';
import { isSettled, reachesLevel } from '../domain/second-factor.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Actor } from '../ports/companies.ts';
import type { CredentialOf } from '../ports/credentials.ts';
import type { Deps } from '../ports/deps.ts';
import type { ShownPasskey } from '../ports/passkeys.ts';
import { openChallenge, spendChallenge } from './passkey-challenge.ts';
import type { FactorHolder } from './prove-factor.ts';
import { assertMaySignIn } from './prove-key.ts';
import { actFor } from './representation.ts';

/** An answer to a challenge, as a form brings it back. */
export interface PasskeyAnswer {
  /** The session or the interaction for which the challenge was made (its uid). */
  readonly place: string;
  readonly ticket: string;
  /** JSON, as `PublicKeyCredential.toJSON` gives it. */
  readonly answer: string;
}

/** A passkey that was proved, with the verification of its user. */
export interface PasskeyProof {
  readonly by: 'passkey';
  /** Whether this one reaches `urn:sence:clave:2fa` yet (rules, Second factor). */
  readonly reaches: boolean;
  /** Whether this one is old enough to stand for its holder. */
  readonly settled: boolean;
  readonly amr: PasskeyAmr;
}

/** Who signed in by a passkey alone: the account, and the representative of a company whose passkey it is. */
export interface PasskeySignIn extends PasskeyProof {
  readonly account: Account;
  readonly actor: Actor | undefined;
}

/**
 * Proves one of a holder's passkeys. Throws `passkey-stale` for a challenge that expired, was used, or was made for
 * another session or holder; `passkey-unknown` where the passkey is not the holder's (any more); `passkey-wrong` for all
 * that does not verify, a counter that went back included.
 */
export async function provePasskey(
  deps: Deps,
  holder: FactorHolder,
  typed: PasskeyAnswer,
  visitor: Visitor,
): Promise<PasskeyProof> {
  const challenge = openChallenge(deps, { purpose: 'prove', place: typed.place, holder }, typed.ticket);
  const shown = shownIn(deps, typed);
  const passkey = await storedOf(deps, shown);
  const isOwn = passkey?.accountId === holder.account.id && passkey.actor === holder.actor;
  if (!passkey || !isOwn) throw new Refusal('passkey-unknown');
  return verify(deps, { challenge, answer: typed.answer, shown, passkey, account: holder.account }, visitor);
}

/**
 * Who presents a passkey, of a user who is not known yet; the account is one that may sign in, as after a right key.
 * Throws what `provePasskey` and `assertMaySignIn` throw, and for a passkey of a representative what `actFor` throws:
 * `not-representative` for one who left the company.
 */
export async function identifyByPasskey(deps: Deps, typed: PasskeyAnswer, visitor: Visitor): Promise<PasskeySignIn> {
  const challenge = openChallenge(deps, { purpose: 'sign-in', place: typed.place }, typed.ticket);
  const shown = shownIn(deps, typed);
  const passkey = await storedOf(deps, shown);
  const account = passkey && (await deps.accounts.find(passkey.accountId));
  // One that was closed is as unknown as its number.
  if (!passkey || !account || account.state === 'cerrada') throw new Refusal('passkey-unknown');
  // Where no list is asked for, the handle names the holder and is never left out (WebAuthn Level 3, 7.2, step 6).
  if (shown.userHandle === undefined) throw new Refusal('passkey-wrong');
  const proof = await verify(deps, { challenge, answer: typed.answer, shown, passkey, account }, visitor);
  await assertMaySignIn(deps, account);
  return { ...proof, account, actor: await actorOf(deps, account, passkey.actor, visitor) };
}

function shownIn({ passkeys }: Pick<Deps, 'passkeys'>, { answer }: PasskeyAnswer): ShownPasskey {
  const shown = passkeys.shown(answer);
  if (!shown) throw new Refusal('passkey-wrong');
  return shown;
}

async function storedOf({ credentials }: Pick<Deps, 'credentials'>, { credentialId }: ShownPasskey) {
  return (await credentials.foundBy('passkey', credentialId)) as CredentialOf<'passkey'> | undefined;
}

interface Presented {
  readonly challenge: string;
  readonly answer: string;
  readonly shown: ShownPasskey;
  readonly passkey: CredentialOf<'passkey'>;
  readonly account: Account;
}

/** The challenge is spent first, so that of several answers to it one is looked at. */
async function verify(deps: Deps, presented: Presented, visitor: Visitor): Promise<PasskeyProof> {
  const { challenge, answer, shown, passkey } = presented;
  await spendChallenge(deps, challenge);
  const { userHandle } = passkey.content;
  const counter =
    (shown.userHandle ?? userHandle) === userHandle ? await deps.passkeys.used(answer, challenge, passkey) : undefined;
  if (counter === undefined || !(await noteUse(deps, passkey.id, counter))) return refuse(deps, presented, visitor);
  const now = deps.now();
  const [reaches, settled] = [reachesLevel(passkey, now), isSettled(passkey, now)];
  return { by: 'passkey', reaches, settled, amr: amrOf(passkey.content) };
}

/** An authenticator that counts never gives a counter twice; one that does not always gives 0 (WebAuthn, 6.1.1). */
const noteUse = ({ credentials }: Pick<Deps, 'credentials'>, id: string, counter: number): Promise<boolean> =>
  counter === 0 ? credentials.noteUse(id) : credentials.use(id, counter);

async function refuse(deps: Deps, { account, passkey }: Presented, visitor: Visitor): Promise<never> {
  const { id: accountId, subject } = account;
  const details = { factor: 'passkey', ...(passkey.actor ? { actor: passkey.actor } : {}) };
  await deps.audit.record({ act: 'factor.refused', accountId, subject, visitor, details });
  throw new Refusal('passkey-wrong');
}

/** The representative whose passkey it is, whom the SII names now. */
async function actorOf(
  deps: Deps,
  account: Account,
  subject: string | undefined,
  visitor: Visitor,
): Promise<Actor | undefined> {
  if (account.profile !== 'juridica') return undefined;
  const known = subject === undefined ? undefined : await deps.companies.findActor(account.id, { subject });
  if (!known) throw new Refusal('passkey-unknown');
  return actFor(deps, account, known.run, visitor);
}
