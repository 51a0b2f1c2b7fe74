import { recheckCedula } from '../../../account/check-cedula.ts';
import { doneNow } from '../../../account/done-now.ts';
import { openCaseOfAct } from '../../../account/open-case.ts';
import { isNamedForGood } from '../../../account/representation.ts';
import type { Account } from '../../../domain/account.ts';
import { instantOf } from '../../../domain/instant.ts';
import type { LegacyContacts } from '../../../domain/legacy-key.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { Notice } from '../../../ports/notice.ts';
import type { PendingCard, PendingChange } from '../../../ports/pending-changes.ts';
import { openAccount } from './open-account.ts';

const HOUR_MS = 3_600_000;

/**
 * A re-creation from the old system by card has a waiting period, and the imported contacts are notified, with a link
 * that leads to showing the card and to nothing else (rules, Legacy). Part of the caller's transaction.
 */
export async function openRecreation(
  deps: Deps,
  account: Account,
  card: PendingCard,
  imported: LegacyContacts,
  visitor: Visitor,
): Promise<void> {
  const dueAt = new Date(deps.now().getTime() + deps.pendingChangeHours * HOUR_MS);
  const { id: accountId, subject } = account;
  const kind = 'legacy-recreation';
  const hold = await deps.pendingChanges.open({ kind, accountId, folio: visitor.reference, dueAt, card });
  if (!hold) throw new Refusal('hold-waiting');
  await deps.audit.record({ act: 'hold.begun', accountId, subject, visitor, details: { kind } });
  const link = `${deps.issuer}/clave-antigua/${await deps.links.issue('recreation', accountId, dueAt, hold.id)}`;
  const { folio } = hold;
  const waits = { ...doneNow(deps, visitor), folio, until: instantOf(dueAt), link };
  await notifyContacts(deps, accountId, imported, { kind: 'recreation-asked', ...waits });
}

async function notifyContacts(
  { notifier }: Deps,
  id: string,
  { email, mobile }: LegacyContacts,
  notice: Notice,
): Promise<void> {
  if (email) await notifier.send(notice, { channel: 'mail', to: email }, id);
  else await notifier.pretend(notice.kind, 'mail', `recreation:${id}`);
  if (mobile) await notifier.send(notice, { channel: 'sms', to: mobile }, id);
  else await notifier.pretend(notice.kind, 'sms', `recreation:${id}`);
}

/** The re-creation that a link in a message to an imported contact is about, while it waits and can be stopped. */
export async function recreationOf(
  { links, pendingChanges, accounts }: Pick<Deps, 'links' | 'pendingChanges' | 'accounts'>,
  token: string,
): Promise<{ readonly hold: PendingChange; readonly account: Account } | undefined> {
  const about = (await links.peek('recreation', token))?.about;
  const hold = about === undefined ? undefined : await pendingChanges.find(about);
  const stops = hold?.state === 'waiting' && !(await pendingChanges.isFinal(hold.id));
  const account = hold && stops ? await accounts.find(hold.accountId) : undefined;
  return hold && account && { hold, account };
}

/** A re-creation that is due; `twoWork` is whether those who decided it at the desk, if any did, still work there. */
interface RecreationDue {
  readonly hold: PendingChange;
  readonly card: PendingCard;
  readonly twoWork: boolean;
}

/**
 * Ends its waiting period, its card checked again and its e-mail read: the account opens. It joins the case of the desk
 * while two people there decide about this identifier already. The user who registered is notified where no account was
 * opened. Of one that two people decided the card is not checked again; where one of them left, it goes back to the desk.
 * A registry that does not answer, and a list of the SII that may be faulty, throw Unavailable.
 */
export async function applyRecreation(
  deps: Deps,
  account: Account,
  { hold, card, twoWork }: RecreationDue,
): Promise<void> {
  const right = await mayOpen(deps, account, hold, card);
  await deps.atomically(async () => {
    const { profile, identifier } = account;
    const disputed = card.decided ? !twoWork : await deps.pendingChanges.recreationAtDesk(profile, identifier);
    const free = right && !disputed && (await isFree(deps, account));
    const state = free ? 'done' : disputed && right ? 'desk' : 'refused';
    if (!(await deps.pendingChanges.end(hold.id, state))) return;
    const { id: accountId, subject } = account;
    const details = { kind: hold.kind };
    await deps.audit.record({ act: acts[state], accountId, subject, details });
    if (free) return openAccount(deps, account);
    const folio = state === 'desk' ? await openDispute(deps, account, hold) : hold.folio;
    if (!hold.confirmedAt) return;
    const kind = state === 'desk' ? 'recreation-at-desk' : 'recreation-refused';
    const notice = { kind, folio } as const;
    await deps.notifier.send(notice, { channel: 'mail', to: account.personal.email }, accountId);
  });
}

const openDispute = (deps: Deps, account: Account, { folio }: PendingChange): Promise<string> =>
  openCaseOfAct(deps, account, { folio, kind: 'identidad-disputada' });

const acts = { done: 'hold.done', refused: 'hold.refused', desk: 'hold.contested' } as const;

async function isFree({ accounts }: Deps, { id, profile, identifier }: Account): Promise<boolean> {
  const holder = await accounts.findByIdentifier(profile, identifier);
  return holder === undefined || holder.id === id || holder.state === 'pendiente_correo';
}

async function mayOpen(
  deps: Deps,
  account: Account,
  hold: PendingChange,
  { run, serial, decided }: PendingCard,
): Promise<boolean> {
  if (!hold.confirmedAt || account.state !== 'pendiente_correo') return false;
  if (!(await isNamedForGood(deps, account, run))) return false;
  if (decided) return true;
  const { id, folio } = hold;
  try {
    await recheckCedula(deps, run, serial, { network: id, device: 'Clave Sence', reference: folio });
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'cedula-mismatch') return false;
    throw error;
  }
}
