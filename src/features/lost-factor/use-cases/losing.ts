import type { LossHolder } from '../../../account/factor-loss.ts';
import { credentialsOf } from '../../../account/prove-factor.ts';
import type { Account } from '../../../domain/account.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { isFactor } from '../../../domain/second-factor.ts';
import type { Actor } from '../../../ports/companies.ts';
import type { Deps } from '../../../ports/deps.ts';
import { accountStillProved } from '../../sign-in/use-cases/still-proved.ts';

/** Minutes in which a key that was proved in this sign-in counts here. */
const MINUTES = 10;

/** A holder whose key was proved and whose factor is lost: the account, and who acts for a company. */
export interface Losing {
  readonly account: Account;
  readonly actor: Actor | undefined;
}

/** What the sealed ticket of a sign-in says of the key. */
interface KeyProved {
  readonly by: 'key' | 'provisional-key' | 'passkey';
  readonly account: string;
  readonly actor?: string | undefined;
  readonly at: number;
  readonly keyChangedAt: number;
  readonly sessionsEndedAt?: number | undefined;
}

/**
 * The holder, while the proof of the key is valid. Throws `proof-lapsed` after ten minutes and where no key was proved,
 * what a stopped account throws, and `factor-missing` where there is no factor to lose.
 */
export async function losingBy(deps: Deps, proved: KeyProved): Promise<Losing> {
  const late = deps.now().getTime() - proved.at >= MINUTES * 60_000;
  if (late || proved.by === 'passkey') throw new Refusal('proof-lapsed');
  const account = await accountStillProved(deps, proved);
  const subject = proved.actor;
  const held = await credentialsOf(deps, { account, actor: subject });
  if (!held.some(isFactor)) throw new Refusal('factor-missing');
  const actor = subject ? await deps.companies.findActor(account.id, { subject }) : undefined;
  if (account.profile === 'juridica' && !actor) throw new Refusal('not-representative');
  return { account, actor };
}

/** The same holder, as requests name one. */
export const lossHolderOf = ({ account, actor }: Losing): LossHolder => ({ account, run: actor?.run });
