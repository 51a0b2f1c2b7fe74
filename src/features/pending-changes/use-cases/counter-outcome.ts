import type { Account } from '../../../domain/account.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { PendingChange, PendingCounter } from '../../../ports/pending-changes.ts';
import { allWorkHere } from './all-work-here.ts';

type Needs = Pick<Deps, 'rights' | 'staff'>;

/** States of accounts that a decision may change; a frozen one is opened by the new key. */
const holders = new Set<Account['state']>(['activa', 'bloqueada_temporal', 'congelada']);

/**
 * How a decision that is due ends: done; refused where the account cannot take it any more, or its new e-mail was not
 * confirmed; or with the desk, where the account was blocked meanwhile (the user with the key may be the thief), or one
 * of those who decided or attested was suspended.
 */
export async function counterOutcome(
  deps: Needs,
  account: Account,
  { hold, counter: { effect, decidedBy, decided } }: { readonly hold: PendingChange; readonly counter: PendingCounter },
): Promise<'done' | 'refused' | 'desk'> {
  if (effect.contacts && effect.contacts.email !== account.personal.email && !hold.confirmedAt) return 'refused';
  const blocked = account.state === 'suspendida' && (await deps.rights.block(account.id)) !== undefined;
  if (blocked && !effect.number) return 'desk';
  if (!blocked && !holders.has(account.state)) return 'refused';
  if (effect.number ? account.identidad === 'documento' : account.contest) return 'refused';
  return (await allWorkHere(deps, decided?.by ?? decidedBy)) ? 'done' : 'desk';
}
