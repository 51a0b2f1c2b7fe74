import { recheckCedula } from '../../../account/check-cedula.ts';
import { disavowLink } from '../../../account/disavow-link.ts';
import { doneNow } from '../../../account/done-now.ts';
import { endLostFactor } from '../../../account/end-lost-factor.ts';
import { notifyAccount } from '../../../account/notify-account.ts';
import { notifyEachContact } from '../../../account/notify-each-contact.ts';
import { isNamedForGood } from '../../../account/representation.ts';
import { opensAfterTheft } from '../../../account/stolen-card.ts';
import { BY_HOUSE, goesToDesk, openSecondStop } from '../../../account/stop-pending-change.ts';
import type { Account } from '../../../domain/account.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { PendingCard, PendingChange } from '../../../ports/pending-changes.ts';
import { allWorkHere } from './all-work-here.ts';
import { unlessMismatch } from './unless-mismatch.ts';

interface Due {
  readonly hold: PendingChange;
  readonly card: PendingCard;
}

/** `stopped`: the card no longer matches, which counts as a stop. */
type Outcome = 'done' | 'refused' | 'stopped' | 'desk';

/**
 * Ends a lost factor whose waiting period is over: the card is checked again, of a company also whether its bearer still
 * represents it. Then the factors of that holder end with their printed codes and remembered browsers, and every session
 * and token of the account. Changes nothing where the request no longer waits. Throws Unavailable while a registry is
 * silent.
 */
export async function applyFactorLoss(deps: Deps, account: Account, due: Due): Promise<void> {
  const looked = await outcomeOf(deps, account, due);
  await deps.atomically(async () => {
    // The account's row first, as all code that ends a request does.
    const latest = await deps.accounts.lock(account.id);
    if (!latest || (await deps.pendingChanges.find(due.hold.id))?.state !== 'waiting') return;
    const outcome = looked === 'done' && !mayEnd(latest) ? 'refused' : looked;
    if (outcome === 'done') await endIt(deps, latest, due);
    else await refuse(deps, latest, due.hold, outcome);
  });
}

/** Whether a lost factor of the account may still end. */
const mayEnd = ({ state }: Account): boolean => state !== 'cerrada' && state !== 'suspendida';

async function outcomeOf(deps: Deps, account: Account, { hold, card }: Due): Promise<Outcome> {
  if (!(await isNamedForGood(deps, account, card.run))) return 'refused';
  // Two people saw the document.
  if (card.decided) return (await allWorkHere(deps, card.decided.by)) ? 'done' : 'desk';
  const matches = await unlessMismatch(async () => {
    await recheckCedula(deps, card.run, card.serial, serverFor(hold));
    return true;
  });
  if (!matches) return 'stopped';
  const blocked = account.state === 'suspendida' && (await deps.rights.block(account.id)) !== undefined;
  return blocked || !(await opensAfterTheft(deps, account, card)) ? 'desk' : 'done';
}

/** The visitor of the second check of the card, and of what ends after it: the server itself. */
const serverFor = ({ id, folio }: PendingChange): Visitor => ({ network: id, device: 'Clave Sence', reference: folio });

async function endIt(deps: Deps, account: Account, { hold, card }: Due): Promise<void> {
  const visitor = serverFor(hold);
  await end(deps, account, hold, 'done');
  const actor = await endLostFactor(deps, account, card.run, visitor);
  const done = { ...doneNow(deps, visitor, actor), folio: hold.folio };
  await notifyEachContact(deps, account, async (to) => ({
    kind: 'factor-loss-done',
    ...done,
    link: await disavowLink(deps, account, to),
  }));
}

async function refuse(deps: Deps, account: Account, hold: PendingChange, why: Exclude<Outcome, 'done'>): Promise<void> {
  const toDesk = why === 'desk' || (why === 'stopped' && (await goesToDesk(deps, account)));
  await end(deps, account, hold, toDesk ? 'desk' : 'refused', why !== 'refused');
  const kind = toDesk ? 'contacts-at-desk' : 'factor-loss-refused';
  await notifyAccount(deps, account, { kind, folio: toDesk ? await openSecondStop(deps, account, hold) : hold.folio });
}

const acts = { done: 'hold.done', refused: 'hold.refused', desk: 'hold.contested' } as const;

async function end(
  deps: Deps,
  { id: accountId, subject }: Account,
  { id, kind }: PendingChange,
  state: keyof typeof acts,
  stopped = false,
): Promise<void> {
  await deps.pendingChanges.end(id, state, { stopped });
  const details = stopped ? { kind, by: BY_HOUSE } : { kind };
  await deps.audit.record({ act: acts[state], accountId, subject, details });
}
