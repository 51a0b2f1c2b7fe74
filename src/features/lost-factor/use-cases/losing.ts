import type { LossHolder } from '../../../account/factor-loss.ts';
import { hasFactor } from '../../../account/proved-holder.ts';
import type { Account } from '../../../domain/account.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Actor } from '../../../ports/companies.ts';
import type { Deps } from '../../../ports/deps.ts';
import { keyStillProved } from '../../sign-in/use-cases/still-proved.ts';

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
  if (proved.by === 'passkey') throw new Refusal('proof-lapsed');
  const account = await keyStillProved(deps, proved);
  const subject = proved.actor;
  if (!(await hasFactor(deps, { account, actor: subject }))) throw new Refusal('factor-missing');
  const actor = subject ? await deps.companies.findActor(account.id, { subject }) : undefined;
  if (account.profile === 'juridica' && !actor) throw new Refusal('not-representative');
  return { account, actor };
}

/** The same holder, as requests name one. */
export const lossHolderOf = ({ account, actor }: Losing): LossHolder => ({ account, run: actor?.run });
