import { type Account, NOBODY } from '../domain/account.ts';
import { asProvisionalKey } from '../domain/provisional-key.ts';
import { Refusal } from '../domain/refusal.ts';
import { keyFailures, rateLimits } from '../domain/throttle.ts';
import { consumeEach, type Limit, peekEach } from '../ports/consume-all.ts';
import type { Deps } from '../ports/deps.ts';
import type { HashLane } from '../ports/hasher.ts';
import type { ProvisionalKey } from '../ports/provisional-keys.ts';
import type { Spent } from '../ports/throttles.ts';
import type { KeyProof } from './key-proof.ts';
import { around } from './network-room.ts';
import { workDueAtLogin } from './work-due.ts';

/** One try of a key that may be judged. What it took is counted already, so that fifty at once are fifty. */
export interface KeyTry {
  /** `known`: by a known device. `contact`: by a browser that read a contact on file lately. */
  readonly by: 'known' | 'contact' | 'stranger';
  readonly lane: HashLane;
  /** Set where only a provisional key is looked at, and what every other one is told. */
  readonly otherwise?: Refusal | undefined;
  /** Takes it back: the key was right, or none was judged. */
  refund(): Promise<void>;
  /** It was judged: the next try of the same identifier may be counted. */
  end(): void;
}

/**
 * Counts a try before its hash. A known device, and a browser that read a contact on file, have budgets of their own and
 * pass those by network and identifier (floor 8). Throws `too-many-tries`, `work-needed`, `account-paused` (or what a wrong
 * key is told), and past a hundred wrong keys in a row `contact-code-needed`, or `recovery-needed` where no code can be asked.
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

/** The same look for an identifier that nobody has. */
async function tryOfContact(
  { accountCodes, throttles, now }: Deps,
  { asking }: KeyProof,
  account: Account | undefined,
): Promise<KeyTry | undefined> {
  if (!asking) return undefined;
  const since = new Date(now().getTime() - CONTACT_MS);
  const read = await accountCodes.provedSince(account?.id ?? NOBODY, 'sign-in', asking.browser, since);
  if (!account || !read) return undefined;
  const own = [
    { rateLimit: rateLimits.loginByContact, by: [account.id, asking.browser] },
    { rateLimit: rateLimits.loginInARow, by: [account.id] },
  ];
  return ownTry({ throttles }, 'contact', own);
}

/** How long a code or link that was read lets its browser try keys. */
const CONTACT_MS = 10 * 60_000;

/** A try within budgets of its own; undefined where they are spent, for then it is a stranger's. */
async function ownTry(
  { throttles }: Pick<Deps, 'throttles'>,
  by: 'known' | 'contact',
  own: readonly Limit[],
): Promise<KeyTry | undefined> {
  const consumed = await consumeEach(throttles, own);
  return consumed.spent ? undefined : { by, lane: 'known', refund: consumed.refund, end: () => {} };
}

async function tryOfStranger(
  deps: Deps,
  proof: KeyProof,
  account: Account | undefined,
  outstanding: ProvisionalKey | undefined,
): Promise<KeyTry> {
  const { network } = proof.visitor;
  const consumed = await consumeEach(deps.throttles, around(rateLimits.loginFailuresHourly, network, 'hard'));
  try {
    const unknown = await peekEach(deps.throttles, around(rateLimits.scanByNetwork, network, 'hard'));
    assertWithin([...consumed.counted, ...unknown]);
    const lane = (await paysWithWork(deps, proof)) ? 'paid' : 'stranger';
    const held = await tryOfIdentifier(deps, proof, account, outstanding);
    const back = async () => {
      await consumed.refund();
      await held.refund();
    };
    return { by: 'stranger', lane, otherwise: held.otherwise, refund: back, end: held.end };
  } catch (error) {
    // Refused before the hash: no key was judged.
    await consumed.refund();
    throw error;
  }
}

function assertWithin(all: readonly Spent[]): void {
  const spent = all.filter(({ allowed }) => !allowed);
  if (spent.length === 0) return;
  throw new Refusal('too-many-tries', { until: new Date(Math.max(...spent.map(({ until }) => until.getTime()))) });
}

/** Past the soft bound a try pays with work; where the form cannot ask for work, it waits. False where none is due. */
async function paysWithWork(deps: Deps, { asking, visitor: { network } }: KeyProof): Promise<boolean> {
  const due = await workDueAtLogin(deps, network);
  if (!due) return false;
  if (!asking) throw new Refusal('too-many-tries', { until: due.until });
  const place = { form: LOG_IN_WORK, browser: asking.browser, network };
  if (await deps.proofOfWork.accept(place, asking.work, due.bits)) return true;
  throw new Refusal('work-needed');
}

/** Name of the sign-in's form where work is bound to it. */
export const LOG_IN_WORK = 'log-in';

type Held = Pick<KeyTry, 'otherwise' | 'refund' | 'end'>;

/**
 * Tries are counted for the account, whichever of its identifiers was typed, and only while no budget before is spent. One
 * by one: what is being judged is no failure yet, so that right keys in six tabs at once never pass for six wrong ones.
 */
async function tryOfIdentifier(
  deps: Deps,
  proof: KeyProof,
  account: Account | undefined,
  outstanding: ProvisionalKey | undefined,
): Promise<Held> {
  const { profile, identifier } = account ?? proof;
  const who = `${profile}:${identifier}`;
  const end = await deps.throttles.turn('key', who);
  try {
    return { ...(await countedTry(deps, proof, { who, identifier, outstanding })), end };
  } catch (error) {
    end();
    throw error;
  }
}

interface Whose {
  /** The account, or what was typed where there is none. */
  readonly who: string;
  readonly identifier: string;
  readonly outstanding: ProvisionalKey | undefined;
}

async function countedTry(
  deps: Deps,
  proof: KeyProof,
  { who, identifier, outstanding }: Whose,
): Promise<Omit<Held, 'end'>> {
  const { throttles } = deps;
  const counted = [rateLimits.loginByIdentifierAndNetwork, identifier, proof.visitor.network] as const;
  const here = await throttles.consume(...counted);
  const everywhere = here.allowed ? await throttles.consumeKeyTry(who) : undefined;
  const exhausted = everywhere !== undefined && everywhere.consecutive > keyFailures.untilRecovery;
  if (here.allowed && everywhere?.allowed && !exhausted) {
    const refund = async () => {
      await throttles.refund(...counted);
      await throttles.refundKeyTry(who);
    };
    return { refund };
  }
  if (here.allowed) await throttles.refund(...counted);
  const refusal = refusalOf(deps, proof, exhausted, everywhere?.until ?? here.until);
  return provisionalTry(deps, proof, who, outstanding, refusal);
}

/** A pause is answered as a wrong key where the policy tells nothing; a hundred in a row lead to a code, whoever it is. */
function refusalOf(
  { policy }: Deps,
  { asking, profile, identifier }: KeyProof,
  exhausted: boolean,
  until: Date,
): Refusal {
  if (exhausted && asking) return new Refusal('contact-code-needed', { profile, identifier });
  if (!policy.tellsUnknownAtLogin) return new Refusal('credentials-wrong');
  return exhausted ? new Refusal('recovery-needed') : new Refusal('account-paused', { until });
}

/**
 * Strangers' tries spend the throttle and not the provisional key (floor 3): it is itself what a contact on file got, so
 * that it is looked at within budgets of its own while all other keys wait. Whoever types one costs the same, whether it
 * is out or not.
 */
async function provisionalTry(
  { throttles }: Deps,
  { key, visitor: { network } }: KeyProof,
  who: string,
  outstanding: ProvisionalKey | undefined,
  refusal: Refusal,
): Promise<Omit<Held, 'end'>> {
  if (asProvisionalKey(key) === undefined) throw refusal;
  const byKey = [rateLimits.provisionalByKey, outstanding?.id ?? who, network] as const;
  const byIdentifier = [rateLimits.provisionalByIdentifier, who] as const;
  if (!(await throttles.consume(...byKey)).allowed || !(await throttles.consume(...byIdentifier)).allowed)
    throw refusal;
  const refund = async () => {
    await throttles.refund(...byKey);
    await throttles.refund(...byIdentifier);
  };
  return { otherwise: refusal, refund };
}
