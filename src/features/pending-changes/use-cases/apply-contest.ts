import { recheckCedula } from '../../../account/check-cedula.ts';
import { endContest } from '../../../account/end-contest.ts';
import { isNamedForGood } from '../../../account/representation.ts';
import { takeBack } from '../../../account/take-back.ts';
import type { Account } from '../../../domain/account.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { PendingCard, PendingChange } from '../../../ports/pending-changes.ts';
import { unlessMismatch } from './unless-mismatch.ts';

/**
 * Ends a contest whose waiting period is over: the card is checked again, of a company also whether its bearer still
 * represents it; then the identifier opens to the user who shows the card. Otherwise the account is as it was before.
 * Changes nothing when the contest no longer waited. Throws Unavailable while a change in the SII's list may be a fault
 * of the SII.
 */
export async function applyContest(
  deps: Deps,
  account: Account,
  { hold, card }: { readonly hold: PendingChange; readonly card: PendingCard },
): Promise<void> {
  const { id, folio } = hold;
  const visitor: Visitor = { network: id, device: 'Clave Sence', reference: folio };
  const shown = await unlessMismatch(async () => {
    if (!(await isNamedForGood(deps, account, card.run))) return false;
    await recheckCedula(deps, card.run, card.serial, visitor);
    return true;
  });
  await deps.atomically(async () => {
    // The account's row first, as all code that ends a request does.
    const latest = await deps.accounts.lock(account.id);
    if (!latest || (await deps.pendingChanges.find(id))?.state !== 'waiting') return;
    // The account was closed meanwhile: the number is free already.
    const closed = latest.state === 'cerrada';
    if (closed || (shown && (await takeBack(deps, latest, folio)))) {
      await deps.pendingChanges.end(id, 'done');
      await record(deps, latest, 'hold.done');
      return;
    }
    await endContest(deps, latest, hold, 'refused');
    await record(deps, latest, 'hold.refused');
  });
}

async function record({ audit }: Deps, { id, subject }: Account, act: 'hold.done' | 'hold.refused'): Promise<void> {
  await audit.record({ act, accountId: id, subject, details: { kind: 'contest' } });
}
