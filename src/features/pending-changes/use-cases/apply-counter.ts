import { type Fresh, freshKey } from '../../../account/deliver-key.ts';
import { disavowLink } from '../../../account/disavow-link.ts';
import { type NoticeFor, notifyAccount } from '../../../account/notify-account.ts';
import { notifyEachContact } from '../../../account/notify-each-contact.ts';
import { putDecision } from '../../../account/put-decision.ts';
import { isNamedForGood } from '../../../account/representation.ts';
import { openSecondStop } from '../../../account/stop-pending-change.ts';
import { takeBack } from '../../../account/take-back.ts';
import type { Account } from '../../../domain/account.ts';
import { partsOf } from '../../../domain/cases/counter-effect.ts';
import { instantOf } from '../../../domain/instant.ts';
import { unseenSince } from '../../../domain/protection.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { PendingChange, PendingCounter, Undo } from '../../../ports/pending-changes.ts';
import { counterOutcome } from './counter-outcome.ts';

interface Due {
  readonly hold: PendingChange;
  readonly counter: PendingCounter;
}

/**
 * Ends a change that two people of the staff decided, when it is due: of several workers at once one applies it, and
 * nothing is changed where it no longer waits. What happened to the account meanwhile is judged under its lock. Throws
 * Unavailable while a change in the SII's list may be a fault of the SII.
 */
export async function applyCounter(deps: Deps, { hold: { id, accountId }, counter }: Due): Promise<void> {
  const { representative, key } = counter.effect;
  const found = await deps.accounts.find(accountId);
  if (!found) return;
  const named = representative === undefined || (await isNamedForGood(deps, found, representative));
  // A hash is slow, and is made before any row is locked.
  const fresh = key ? await freshKey(deps, found) : undefined;
  await deps.atomically(async () => {
    const account = await deps.accounts.lock(accountId);
    const hold = await deps.pendingChanges.find(id);
    if (!account || hold?.state !== 'waiting') return;
    const outcome = named ? await counterOutcome(deps, account, { hold, counter }) : 'refused';
    if (counter.caseKind === 'proteccion') return open(deps, account, { hold, counter }, { outcome, fresh });
    if (outcome !== 'done') return refuse(deps, account, hold, outcome);
    await settle(deps, account, { hold, counter }, fresh);
  });
}

interface Judged {
  readonly outcome: 'done' | 'refused' | 'desk';
  readonly fresh: Fresh | undefined;
}

/** Of a protection no contact of before is told, and nothing can be undone; where it is refused the account stays shut. */
async function open(deps: Deps, account: Account, { hold, counter }: Due, { outcome, fresh }: Judged): Promise<void> {
  const { id: accountId, subject } = account;
  const done = outcome === 'done';
  await deps.pendingChanges.end(hold.id, done ? 'done' : 'refused');
  const details = unseenSince(deps.now());
  await deps.audit.record({ act: done ? 'hold.done' : 'hold.refused', accountId, subject, details });
  const decided = { effect: counter.effect, confirmedAt: hold.confirmedAt, fresh };
  if (done) await putDecision(deps, account, decided, serverFor(hold));
}

async function settle(deps: Deps, account: Account, { hold, counter }: Due, fresh: Fresh | undefined): Promise<void> {
  const { effect } = counter;
  const { email, mobile, company } = account.personal;
  const { question, confirmed } = account;
  const undo: Undo | undefined = effect.contacts && {
    email,
    mobile,
    company,
    question,
    confirmed,
    agreed: 'counter',
  };
  // Two people decided between the contacts: the other party's link takes nothing back.
  if (counter.caseKind === 'identidad-disputada') await deps.pendingChanges.forgetUndoOf(account.id);
  await end(deps, account, hold, 'done', undo);
  if (effect.number) return giveBack(deps, account, hold);
  await tell(deps, account, { hold, counter });
  const visitor = serverFor(hold);
  await putDecision(deps, account, { effect, confirmedAt: hold.confirmedAt, fresh }, visitor);
}

/** Whether it may be taken back was judged under the same lock. */
async function giveBack(deps: Deps, account: Account, { folio }: PendingChange): Promise<void> {
  const contest = await deps.pendingChanges.waiting(account.id, 'contest');
  if (contest) await deps.pendingChanges.end(contest.id, 'done');
  if (!(await takeBack(deps, account, folio))) throw new Error('a number was not taken back');
}

/** Of what runs without a user the visitor is the server itself. */
const serverFor = ({ id, folio }: PendingChange): Visitor => ({ network: id, device: 'Clave Sence', reference: folio });

/** Contacts that are replaced get no link (floor 5): two people have seen a document. */
async function tell(deps: Deps, account: Account, { hold, counter: { effect } }: Due): Promise<void> {
  const changes = partsOf(effect, account);
  const done = { kind: 'counter-done', at: instantOf(deps.now()), folio: hold.folio, changes } as const;
  const notice: NoticeFor = effect.contacts
    ? done
    : async (to) => ({ ...done, link: await disavowLink(deps, account, to) });
  await notifyEachContact(deps, account, notice);
}

async function refuse(deps: Deps, account: Account, hold: PendingChange, state: 'refused' | 'desk'): Promise<void> {
  await end(deps, account, hold, state);
  const kind = state === 'desk' ? 'counter-at-desk' : 'counter-refused';
  const folio = state === 'desk' ? await openSecondStop(deps, account, hold) : hold.folio;
  await notifyAccount(deps, account, { kind, folio });
}

const acts = { done: 'hold.done', refused: 'hold.refused', desk: 'hold.contested' } as const;

async function end(
  deps: Deps,
  { id: accountId, subject }: Account,
  { id, kind }: PendingChange,
  state: keyof typeof acts,
  undo?: Undo,
): Promise<void> {
  await deps.pendingChanges.end(id, state, { undo });
  await deps.audit.record({ act: acts[state], accountId, subject, details: { kind } });
}
