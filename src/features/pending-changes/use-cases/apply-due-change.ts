import { applyUpdate } from '../../../account/apply-update.ts';
import { recheckCedula } from '../../../account/check-cedula.ts';
import { deliverKey, type Fresh, freshKey } from '../../../account/deliver-key.ts';
import { notifyAccount } from '../../../account/notify-account.ts';
import { notifyContactsChanged } from '../../../account/notify-contacts-changed.ts';
import { companyNow, isNamedForGood } from '../../../account/representation.ts';
import { opensAfterTheft } from '../../../account/stolen-card.ts';
import { BY_HOUSE, goesToDesk, openSecondStop } from '../../../account/stop-pending-change.ts';
import { type Account, rutOf } from '../../../domain/account.ts';
import { confirmedMobile } from '../../../domain/contacts.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { CardChangeKind, ChangeEnd, PendingCard, PendingChange } from '../../../ports/pending-changes.ts';
import { personOfCard } from '../../identity/use-cases/link-run.ts';
import { applyRecreation } from '../../registration/use-cases/legacy-recreation.ts';
import { allWorkHere } from './all-work-here.ts';
import { applyContest } from './apply-contest.ts';
import { applyCounter } from './apply-counter.ts';
import { applyFactorLoss } from './apply-factor-loss.ts';
import { unlessMismatch } from './unless-mismatch.ts';

interface Due {
  readonly hold: PendingChange;
  readonly card: PendingCard;
}

/** The visitor of the second check of the card: the server itself. */
const serverFor = ({ id, folio }: PendingChange): Visitor => ({ network: id, device: 'Clave Sence', reference: folio });

/**
 * A job for a ticker: ends the next request whose waiting period is over, once its card, if it rests on one, was
 * checked again, and gives whether there was one. A registry that does not answer throws Unavailable, and the request
 * waits for its next turn (floor 12).
 */
export async function applyDueChange(deps: Deps): Promise<boolean> {
  const due = await deps.pendingChanges.claim();
  if (!due) return false;
  await askSii(deps, due.hold);
  if ('update' in due) await applyUpdate(deps, due);
  else if ('counter' in due) await applyCounter(deps, due);
  else await settleByCard(deps, due);
  return true;
}

/** Who represents a company is checked again, too: a representative who left it meanwhile gets nothing. */
async function askSii(deps: Deps, { accountId }: PendingChange): Promise<void> {
  const account = await deps.accounts.find(accountId);
  if (account?.profile === 'juridica') await companyNow(deps, rutOf(account));
}

async function settleByCard(
  deps: Deps,
  due: Due & { readonly hold: { readonly kind: CardChangeKind } },
): Promise<void> {
  const account = await deps.accounts.find(due.hold.accountId);
  if (account) await settlers[due.hold.kind](deps, account, due);
}

const settlers: Readonly<Record<CardChangeKind, (deps: Deps, account: Account, due: Due) => Promise<void>>> = {
  'link-run': settleRunLink,
  'replace-contacts': settleContacts,
  'recover-by-one': settleContacts,
  'legacy-recreation': settleRecreation,
  contest: applyContest,
  'factor-loss': applyFactorLoss,
};

async function settleRecreation(deps: Deps, account: Account, { hold, card }: Due): Promise<void> {
  const twoWork = card.decided === undefined || (await allWorkHere(deps, card.decided.by));
  await applyRecreation(deps, account, { hold, card, twoWork });
}

/** Two people saw the document: the card is not checked again. */
const seenAtCounter = async (): Promise<void> => {};

async function settleRunLink(deps: Deps, account: Account, { hold, card }: Due): Promise<void> {
  if (card.decided && (await needsTwo(deps, account, card))) return refuseContacts(deps, account, hold, 'desk');
  const name = await unlessMismatch(async () => {
    // A migrante's account; one that has a RUN by now is not the one that asked.
    if (account.kind !== 'NIE') return undefined;
    const check = card.decided ? seenAtCounter : recheckCedula;
    const person = await personOfCard(deps, account.identifier, card, serverFor(hold), check);
    return person.name;
  });
  await deps.atomically(async () => {
    const moved = name !== undefined && (await deps.accounts.moveToRun(account.id, card.run, name));
    await end(deps, account, hold, moved ? 'done' : 'refused');
    if (moved) await deps.clientEvents.publish(account, 'run-linked');
    await notifyAccount(deps, account, { kind: moved ? 'run-linked' : 'run-link-refused', folio: hold.folio });
  });
}

/** Accounts whose recovery may still be completed. */
const holders = new Set<Account['state']>(['activa', 'bloqueada_temporal', 'congelada']);

/**
 * A recovery that waited: new contacts replace the old ones, and what the policy sends is sent. A card that no longer
 * matches stops it; where the key alone blocked the account meanwhile, or the card was stolen, two people at the desk
 * decide, because either side may be the thief.
 */
async function settleContacts(deps: Deps, account: Account, { hold, card }: Due): Promise<void> {
  if ((card.contacts && !hold.confirmedAt) || !(await isNamedForGood(deps, account, card.run)))
    return refuseContacts(deps, account, hold, 'refused');
  if (!(await stillMatches(deps, hold, card))) return refuseContacts(deps, account, hold, 'stopped');
  if (await needsTwo(deps, account, card)) return refuseContacts(deps, account, hold, 'desk');
  if (!holders.has(account.state)) return refuseContacts(deps, account, hold, 'refused');
  const fresh = await freshKey(deps, account);
  await deps.atomically(async () => {
    const { email, mobile } = account.personal;
    const { question, confirmed } = account;
    const undo = card.contacts && { email, mobile, question, confirmed };
    await end(deps, account, hold, 'done', { undo });
    if (card.contacts) await notifyContactsChanged(deps, account, hold);
    await replaceAndSend(deps, account, { hold, card }, fresh);
  });
}

/**
 * Whether only two people can decide: the key alone blocked the account meanwhile, or the card was stolen; of what two
 * have decided, whether one of them left.
 */
async function needsTwo(deps: Deps, account: Account, card: PendingCard): Promise<boolean> {
  if (card.decided) return !(await allWorkHere(deps, card.decided.by));
  const blocked = account.state === 'suspendida' && (await deps.rights.block(account.id)) !== undefined;
  return blocked || !(await opensAfterTheft(deps, account, card));
}

async function stillMatches(deps: Deps, hold: PendingChange, { run, serial, decided }: PendingCard): Promise<boolean> {
  if (decided) return true;
  const matches = await unlessMismatch(async () => {
    await recheckCedula(deps, run, serial, serverFor(hold));
    return true;
  });
  return matches === true;
}

/** A card that failed the second check is a stop like any other: the second one in 30 days goes to the desk (floor 7). */
async function refuseContacts(
  deps: Deps,
  account: Account,
  hold: PendingChange,
  why: 'refused' | 'stopped' | 'desk',
): Promise<void> {
  await deps.atomically(async () => {
    // The account's row first: of two concurrent stops the second finds the first.
    await deps.accounts.lock(account.id);
    const state = why === 'desk' || (why === 'stopped' && (await goesToDesk(deps, account))) ? 'desk' : 'refused';
    await end(deps, account, hold, state, { stopped: why !== 'refused' });
    const kind = state === 'desk' ? 'contacts-at-desk' : 'contacts-refused';
    const folio = state === 'desk' ? await openSecondStop(deps, account, hold) : hold.folio;
    await notifyAccount(deps, account, { kind, folio });
  });
}

/**
 * The new e-mail is confirmed, by its link; the new mobile is not, and gets nothing before a code from it was typed.
 */
async function replaceAndSend(deps: Deps, { id }: Account, { hold, card }: Due, fresh: Fresh): Promise<void> {
  const { contacts } = card;
  const changed = await deps.accounts.change(id, (latest) => ({
    ...latest,
    personal: { ...latest.personal, ...(contacts ? { email: contacts.email } : {}), ...mobileOf(latest, contacts) },
    confirmed: contacts ? { ...latest.confirmed, email: hold.confirmedAt } : latest.confirmed,
  }));
  const sms = changed && changed.profile !== 'juridica' ? confirmedMobile(changed) : undefined;
  if (changed) await deliverKey(deps, changed, fresh, { proved: true, mail: true, sms });
}

const mobileOf = ({ profile }: Account, contacts: PendingCard['contacts']) =>
  contacts && profile !== 'juridica' ? { mobile: contacts.mobile } : {};

const acts = { done: 'hold.done', refused: 'hold.refused', desk: 'hold.contested' } as const;

async function end(
  deps: Deps,
  account: Account,
  hold: PendingChange,
  state: keyof typeof acts,
  how?: ChangeEnd,
): Promise<void> {
  if (!(await deps.pendingChanges.end(hold.id, state, how))) throw new Error('a hold ended twice');
  const act = acts[state];
  const { kind } = hold;
  const details = how?.stopped ? { kind, by: BY_HOUSE } : { kind };
  await deps.audit.record({ act, accountId: account.id, subject: account.subject, details });
}
