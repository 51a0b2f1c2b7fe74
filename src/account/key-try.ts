import { type Account, NO_ACCOUNT } from '../domain/account.ts';
import { rateLimits } from '../domain/throttle.ts';
import { consumeEach, type Limit } from '../ports/consume-all.ts';
import type { Deps } from '../ports/deps.ts';
import type { ProvisionalKey } from '../ports/provisional-keys.ts';
import type { KeyProof, KeyTry } from './key-proof.ts';
import { tryOfStranger } from './stranger-try.ts';

/**
 * Counts a try before its hash. A known device, and a browser that read a contact on file, have budgets of their own
 * and skip those by network and identifier (floor 8). Throws `too-many-tries`, `work-needed`, `account-paused` (or the
 * refusal of a wrong key), and past a hundred wrong keys in a row `contact-code-needed`, or `recovery-needed` where no
 * code can be asked.
 */
export async function consumeKeyTry(
  deps: Deps,
  proof: KeyProof,
  account: Account | undefined,
  outstanding: ProvisionalKey | undefined,
): Promise<KeyTry> {
  return (
    (await tryOfDevice(deps, proof, account)) ??
    (await tryOfContact(deps, proof, account)) ??
    (await tryOfStranger(deps, proof, account, outstanding))
  );
}

async function tryOfDevice(
  { devices, throttles }: Deps,
  { device }: KeyProof,
  account: Account | undefined,
): Promise<KeyTry | undefined> {
  const id = account && devices.recognise(device, account);
  if (!account || !id) return undefined;
  const own = [
    { rateLimit: rateLimits.loginByDevice, by: [id] },
    { rateLimit: rateLimits.loginInARow, by: [account.id] },
  ];
  return ownTry({ throttles }, 'known', own);
}

/** The same check for an identifier without an account. */
async function tryOfContact(
  { accountCodes, throttles, now }: Deps,
  { asking }: KeyProof,
  account: Account | undefined,
): Promise<KeyTry | undefined> {
  if (!asking) return undefined;
  const since = new Date(now().getTime() - CONTACT_MS);
  const read = await accountCodes.provedSince(account?.id ?? NO_ACCOUNT, 'sign-in', asking.browser, since);
  if (!account || !read) return undefined;
  const own = [
    { rateLimit: rateLimits.loginByContact, by: [account.id, asking.browser] },
    { rateLimit: rateLimits.loginInARow, by: [account.id] },
  ];
  return ownTry({ throttles }, 'contact', own);
}

/** How long a code or link that was read lets its browser try keys. */
const CONTACT_MS = 10 * 60_000;

/** A try within budgets of its own; undefined where they are spent, since then it counts as a stranger's. */
async function ownTry(
  { throttles }: Pick<Deps, 'throttles'>,
  by: 'known' | 'contact',
  own: readonly Limit[],
): Promise<KeyTry | undefined> {
  const consumed = await consumeEach(throttles, own);
  return consumed.spent ? undefined : { by, lane: 'known', counted: { refunded: consumed.counted }, end: () => {} };
}
