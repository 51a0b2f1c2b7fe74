import { type Account, NO_ACCOUNT } from '../domain/account.ts';
import type { Secret } from '../domain/key.ts';
import { asProvisionalKey } from '../domain/provisional-key.ts';
import { Refusal } from '../domain/refusal.ts';
import { rateLimits } from '../domain/throttle.ts';
import type { Deps } from '../ports/deps.ts';
import type { HashLane } from '../ports/hasher.ts';
import type { ProvisionalKey } from '../ports/provisional-keys.ts';
import { Unavailable } from '../ports/unavailable.ts';
import type { KeyProof, KeyTry } from './key-proof.ts';
import { consumeKeyTry, readerOf } from './key-try.ts';
import { type KeyMatch, matchKey, OtherFormUnjudged } from './match-key.ts';
import { isKeyUsable } from './provisional-life.ts';
import { refuseLogin } from './refuse-login.ts';
import { isBlocked, stoppedNow } from './stopped-now.ts';

/** An account whose key was proved, and whether the browser is one that it knows. */
export interface Proven {
  readonly account: Account;
  readonly known: boolean;
  /** The lane in which further hashes of this sign-in wait. */
  readonly lane: HashLane;
  /** Whether the hash was made of a form that is not hashed today. */
  readonly oldForm: boolean;
  /** Set where it was proved by a provisional key, which opens the page that changes it and nothing else (floor 3). */
  readonly provisional?: ProvisionalKey | undefined;
}

/**
 * Proves that the caller has the key, and returns the account. All cheap checks come before the hash; an unknown
 * identifier costs the same hash and the same rows as a wrong key (floor 2). A correct key refunds its try; so does a
 * full queue of hashes (Unavailable) before a key was judged. What fails after a wrong one was judged refunds nothing.
 */
export async function proveKey(deps: Deps, proof: KeyProof): Promise<Proven> {
  const found = await deps.accounts.forKey(proof, readerOf(deps, proof));
  const { account, outstanding } = found;
  const taken = await consumeKeyTry(deps, proof, found);
  try {
    const { own, provisional } = await judge(deps, proof, { account, outstanding, taken });
    if (!account || (!own.right && !provisional)) return await refuseLogin(deps, proof, account, taken);
    await giveBackRight(deps, account, proof, taken);
    const { by, lane } = taken;
    return {
      account,
      known: by === 'known',
      lane,
      oldForm: own.oldForm,
      provisional: own.right ? undefined : provisional,
    };
  } finally {
    taken.end();
  }
}

interface Looked {
  readonly account: Account | undefined;
  readonly outstanding: ProvisionalKey | undefined;
  readonly taken: KeyTry;
}

/** Computes the hashes; where there was no room for one, and nothing was learnt of the key, the try is refunded. */
async function judge(deps: Deps, proof: KeyProof, { account, outstanding, taken }: Looked) {
  const { lane, otherwise } = taken;
  try {
    const own = otherwise ? NOT_LOOKED_AT : await matchKey(deps, account, proof.key, lane);
    return { own, provisional: await provisionalBy(deps, outstanding, proof.key, taken) };
  } catch (error) {
    if (error instanceof Unavailable && !(error instanceof OtherFormUnjudged))
      await deps.throttles.giveBack(taken.counted);
    throw error;
  }
}

/**
 * A right key takes its try back, once, also where the account is stopped; where it may sign in the wrong ones before are
 * forgotten too. Throws as `assertMaySignIn`.
 */
async function giveBackRight(deps: Deps, account: Account, proof: KeyProof, { counted }: KeyTry): Promise<void> {
  await assertMaySignIn(deps, account, proof).catch(async (stopped: unknown) => {
    await deps.throttles.giveBack(counted);
    throw stopped;
  });
  await deps.throttles.giveBack({
    ...counted,
    keyTriesOf: `${account.profile}:${account.identifier}`,
    forgotten: [{ rateLimit: rateLimits.loginInARow, by: [account.id] }],
  });
}

/** Where only a provisional key is checked. */
const NOT_LOOKED_AT: KeyMatch = { right: false, oldForm: false };

/**
 * What every way to sign in asks of an account once it was proved: the e-mail was confirmed and the account is open.
 * Throws `email-unconfirmed`, and what `assertOpen` throws.
 */
export async function assertMaySignIn(
  deps: Pick<Deps, 'rights' | 'now'>,
  account: Account,
  proof: Pick<KeyProof, 'lifting'> = {},
): Promise<void> {
  if (account.state === 'pendiente_correo') throw new Refusal('email-unconfirmed', { profile: account.profile });
  await assertOpen(deps, account, proof);
}

/**
 * Only an active account opens; one that its holder blocked is reported as such, and opens only to lift the block.
 * Throws `account-frozen`, `account-blocked`.
 */
export async function assertOpen(
  deps: Pick<Deps, 'rights' | 'now'>,
  account: Account,
  { lifting }: Pick<KeyProof, 'lifting'>,
): Promise<void> {
  if (account.state === 'activa' || (lifting && (await isBlocked(deps, account)))) return;
  throw await stoppedNow(deps, account);
}

/**
 * The provisional key, if it was typed. While one is outstanding both hashes are computed, whatever the first result;
 * and where only a provisional key is checked, one hash is computed although none is outstanding.
 */
async function provisionalBy(
  { hasher, now }: Deps,
  outstanding: ProvisionalKey | undefined,
  typed: Secret,
  { lane, otherwise }: KeyTry,
): Promise<ProvisionalKey | undefined> {
  const serves = outstanding && isKeyUsable(outstanding, now()) ? outstanding : undefined;
  if (!serves && !otherwise) return undefined;
  const place = { purpose: 'provisional', id: serves?.accountId ?? NO_ACCOUNT } as const;
  const right = await hasher.matches(serves?.keyHash, asProvisionalKey(typed) ?? typed, place, lane);
  return right ? serves : undefined;
}

/** The same where only the chosen key is accepted; a provisional one is refused with `key-provisional` (M-14). */
export async function proveOwnKey(deps: Deps, proof: KeyProof): Promise<Account> {
  const { account, provisional } = await proveKey(deps, proof);
  if (provisional) throw new Refusal('key-provisional', { provisional: provisional.id });
  return account;
}
