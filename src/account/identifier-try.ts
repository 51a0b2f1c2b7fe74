import type { Account } from '../domain/account.ts';
import { asProvisionalKey } from '../domain/provisional-key.ts';
import { Refusal } from '../domain/refusal.ts';
import { keyFailures, rateLimits } from '../domain/throttle.ts';
import { consumeAll } from '../ports/consume-all.ts';
import type { Deps } from '../ports/deps.ts';
import type { ProvisionalKey } from '../ports/provisional-keys.ts';
import type { KeyProof, KeyTry } from './key-proof.ts';

type Held = Pick<KeyTry, 'otherwise' | 'counted' | 'end'>;

/**
 * Tries are counted for the account, whichever of its identifiers was typed, and only while no earlier budget is spent.
 * One by one: a try under way is no failure yet, so that correct keys in six tabs at once never count as six wrong
 * ones.
 */
export async function tryOfIdentifier(
  deps: Deps,
  proof: KeyProof,
  account: Account | undefined,
  outstanding: ProvisionalKey | undefined,
): Promise<Held> {
  const { profile, identifier } = account ?? proof;
  const who = `${profile}:${identifier}`;
  const end = await deps.throttles.turn('key', who);
  try {
    return { ...(await countedTry(deps, proof, { who, identifier, accountId: account?.id, outstanding })), end };
  } catch (error) {
    end();
    throw error;
  }
}

interface Whose {
  /** The account, or what was typed where there is none. */
  readonly who: string;
  readonly identifier: string;
  readonly accountId: string | undefined;
  readonly outstanding: ProvisionalKey | undefined;
}

async function countedTry(
  deps: Deps,
  proof: KeyProof,
  { who, identifier, accountId, outstanding }: Whose,
): Promise<Omit<Held, 'end'>> {
  const { throttles } = deps;
  const near = { rateLimit: rateLimits.loginByIdentifierAndNetwork, by: [identifier, proof.visitor.network] };
  const { near: here, everywhere } = await throttles.consumeKeyTryBehind(near, who);
  const exhausted = everywhere !== undefined && everywhere.consecutive > keyFailures.untilRecovery;
  if (here.allowed && everywhere?.allowed && !exhausted) return { counted: { refunded: [near], keyTryOf: who } };
  if (here.allowed) await throttles.giveBack({ refunded: [near] });
  await deps.pageReferences.note(proof.visitor.reference, accountId);
  const refusal = refusalOf(deps, proof, exhausted, everywhere?.until ?? here.until);
  return provisionalTry(deps, proof, who, outstanding, refusal);
}

/** A pause is answered as a wrong key where the policy reveals none; 100 in a row lead every caller to a code. */
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
 * Strangers' tries spend the throttle and not the provisional key (floor 3): a contact on file received it, so it is
 * checked within budgets of its own while all other keys wait. Typing one costs the same, whether it is outstanding or
 * not.
 */
async function provisionalTry(
  { throttles }: Deps,
  { key, visitor: { network } }: KeyProof,
  who: string,
  outstanding: ProvisionalKey | undefined,
  refusal: Refusal,
): Promise<Omit<Held, 'end'>> {
  if (asProvisionalKey(key) === undefined) throw refusal;
  const { spent, counted } = await consumeAll(throttles, [
    { rateLimit: rateLimits.provisionalByKey, by: [outstanding?.id ?? who, network] },
    { rateLimit: rateLimits.provisionalByIdentifier, by: [who] },
  ]);
  if (spent) throw refusal;
  return { otherwise: refusal, counted: { refunded: counted } };
}
