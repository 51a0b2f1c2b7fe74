import { type Account, rutOf } from '../domain/account.ts';
import type { CedulaSerial } from '../domain/cedula.ts';
import { type ContactKind, mobileOf } from '../domain/data-update.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Rut } from '../domain/rut.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Deps } from '../ports/deps.ts';
import type { PendingChange } from '../ports/pending-changes.ts';
import { proveAccountCode, sendAccountCode } from './account-code.ts';
import type { CardVisitor } from './card-tries.ts';
import { checkCedula } from './check-cedula.ts';
import { delayPendingChange } from './delay-pending-change.ts';
import { waitingLossOf } from './factor-loss.ts';
import { documentKinds, recoveryKinds } from './pending-change-kinds.ts';
import { assertRepresents, companyNow } from './representation.ts';
import { type StoppedBy, stopPendingChange } from './stop-pending-change.ts';

/** A user who signed in with the key and did not ask for what waits. */
export interface Doubting {
  readonly account: Account;
  /** RUN of the representative who acts for a company: the card is theirs. */
  readonly actor?: Rut | undefined;
  /** Id of the browser: a code is valid there only. */
  readonly browser: string;
  /** Id of the one request that is meant; all recoveries, and the holder's lost factor, where it is absent. */
  readonly only?: string | undefined;
  /** Whether the second factor itself was proved in this sign-in: not a printed code, nor a remembered browser. */
  readonly factor?: boolean | undefined;
}

/**
 * What rests on a document and waits: the recoveries and the own lost factor, about which a user who signs in is asked
 * «¿Pidió usted este cambio?» (floor 5), or the one request that is meant.
 */
export async function disputableChanges(
  { pendingChanges }: Pick<Deps, 'pendingChanges'>,
  { account, actor, only }: Pick<Doubting, 'account' | 'actor' | 'only'>,
): Promise<readonly PendingChange[]> {
  const waiting = await pendingChanges.allWaiting(account.id);
  if (only) return waiting.filter(({ id, kind }) => id === only && documentKinds.includes(kind));
  const lost = await waitingLossOf({ pendingChanges }, { account, run: actor });
  return waiting.filter(({ id, kind }) => recoveryKinds.includes(kind) || id === lost?.id);
}

/**
 * «No» with the key alone: delays each waiting recovery by 72 hours, once. Who reports a lost factor has the key too, so
 * that the key alone neither stops nor delays that.
 */
export async function delayDisputed(
  deps: Deps,
  doubting: Pick<Doubting, 'account' | 'actor' | 'only'>,
  visitor: Visitor,
): Promise<void> {
  const { account } = doubting;
  await deps.atomically(async () => {
    await deps.accounts.lock(account.id);
    for (const hold of await disputableChanges(deps, doubting))
      if (hold.kind !== 'factor-loss') await delayPendingChange(deps, account, hold, visitor);
  });
}

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

/** Whether the card of this account can be compared: the document of a NIE is seen at the desk. */
export const hasCard = ({ kind }: Pick<Account, 'kind'>): boolean => kind !== 'NIE';

/** Contacts on file that can give a code: those that were confirmed. */
export function codeContacts(account: Account): readonly ContactKind[] {
  const { email, mobile } = account.confirmed;
  return [...(email ? (['email'] as const) : []), ...(mobile && mobileOf(account) ? (['mobile'] as const) : [])];
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
