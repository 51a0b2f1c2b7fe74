import { rutOf } from '../domain/account.ts';
import type { CedulaSerial } from '../domain/cedula.ts';
import type { ContactKind } from '../domain/data-update.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Deps } from '../ports/deps.ts';
import type { PendingChange } from '../ports/pending-changes.ts';
import { proveAccountCode, sendAccountCode } from './account-code.ts';
import type { CardVisitor } from './card-tries.ts';
import { checkCedula } from './check-cedula.ts';
import { codeContacts, type Doubting, disputableChanges } from './dispute-pending-change.ts';
import { waitingLossOf } from './factor-loss.ts';
import { assertRepresents, companyNow } from './representation.ts';
import { type StoppedBy, stopPendingChange } from './stop-pending-change.ts';

/**
 * «No» where the factor itself was proved: it was not lost, and the request to end it stops. Returns what ended; nothing
 * where the factor was not proved.
 */
export async function stopByFactor(
  deps: Deps,
  doubting: Omit<Doubting, 'browser'>,
  visitor: Visitor,
): Promise<readonly PendingChange[]> {
  const { account, actor, factor } = doubting;
  const lost = factor ? await waitingLossOf(deps, { account, run: actor }) : undefined;
  return lost ? stopDoubted(deps, { ...doubting, only: lost.id }, 'factor', visitor) : [];
}

/**
 * The card stops what waits, or sends it to the desk the second time: one's own, or that of the actor whom the SII
 * names now. Returns what ended. Throws what the checks of the card, the SII and the budgets throw.
 */
export async function stopByCard(
  deps: Deps,
  doubting: Omit<Doubting, 'browser'>,
  serial: CedulaSerial,
  visitor: CardVisitor,
): Promise<readonly PendingChange[]> {
  const { account, actor } = doubting;
  if (actor) assertRepresents(await companyNow(deps, rutOf(account)), actor);
  await checkCedula(deps, actor ?? rutOf(account), serial, { ...visitor, account });
  return stopDoubted(deps, doubting, 'card', visitor);
}

/** Sends six digits to a contact on file; throws `too-many-codes`, and `contact-code-spent` without such a contact. */
export async function sendStopCode(deps: Deps, doubting: Doubting, contact: ContactKind): Promise<void> {
  await sendAccountCode(deps, codeOf(doubting, contact));
}

/** The code stops what waits, as the card does; throws what a wrong code throws. */
export async function stopByCode(
  deps: Deps,
  doubting: Doubting,
  { contact, typed }: { readonly contact: ContactKind; readonly typed: string },
  visitor: Visitor,
): Promise<readonly PendingChange[]> {
  await proveAccountCode(deps, codeOf(doubting, contact), typed);
  return stopDoubted(deps, doubting, 'code', visitor);
}

function codeOf({ account, browser }: Doubting, contact: ContactKind) {
  if (!codeContacts(account).includes(contact)) throw new Refusal('contact-code-spent');
  return { account, purpose: 'stop-hold', contact, browser } as const;
}

async function stopDoubted(
  deps: Deps,
  doubting: Pick<Doubting, 'account' | 'actor' | 'only'>,
  by: StoppedBy,
  visitor: Visitor,
): Promise<readonly PendingChange[]> {
  return deps.atomically(async () => {
    const account = await deps.accounts.lock(doubting.account.id);
    const ended: PendingChange[] = [];
    for (const hold of account ? await disputableChanges(deps, doubting) : []) {
      if (account) await stopPendingChange(deps, account, hold, { visitor, by });
      ended.push((await deps.pendingChanges.find(hold.id)) ?? hold);
    }
    return ended;
  });
}
