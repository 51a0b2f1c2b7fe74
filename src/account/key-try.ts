import type { Account } from '../domain/account.ts';
import { rateLimits } from '../domain/throttle.ts';
import type { ForKey, KeyReader } from '../ports/accounts.ts';
import { consumeEach, type Limit } from '../ports/consume-all.ts';
import type { Deps } from '../ports/deps.ts';
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
  { account, outstanding, hasRead }: ForKey,
): Promise<KeyTry> {
  return (
    (await tryOfDevice(deps, proof, account)) ??
    (await tryOfContact(deps, proof, hasRead ? account : undefined)) ??
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

/** Where a form of the key was shown: since when a code or link that this browser read counts. */
export const readerOf = ({ now }: Pick<Deps, 'now'>, { asking }: KeyProof): KeyReader | undefined =>
  asking && { browser: asking.browser, since: new Date(now().getTime() - CONTACT_MS) };

/** `account` whose contact on file this browser read lately, if any. */
async function tryOfContact(
  { throttles }: Deps,
  { asking }: KeyProof,
  account: Account | undefined,
): Promise<KeyTry | undefined> {
  if (!asking || !account) return undefined;
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
