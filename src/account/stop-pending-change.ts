import type { Account } from '../domain/account.ts';
import { isFreshlyProved, neverProved } from '../domain/identity.ts';
import { STOP_DAYS } from '../domain/pending-change-term.ts';
import type { Act, AuditRow, Visitor } from '../ports/audit.ts';
import type { Deps } from '../ports/deps.ts';
import type { PendingChange, PendingChangeKind } from '../ports/pending-changes.ts';
import { notifyAccount } from './notify-account.ts';
import { openCaseOfAct } from './open-case.ts';
import { documentKinds } from './pending-change-kinds.ts';

/** What stops a request: a contact on file (link, code, a freeze by it), the card, the factor
 * that was reported lost, or what the key may stop. */
export type StoppedBy = 'link' | 'code' | 'card' | 'factor' | 'freeze' | 'revert' | 'key' | 'account';

/** What the trail records for a request that the server itself stopped when it was due (apply-due-change.ts). */
export const BY_HOUSE = 'house';

type Needs = Pick<Deps, 'audit' | 'cases' | 'pendingChanges' | 'notifier' | 'now'>;

/**
 * Stops a waiting request, as part of a transaction that has locked the account's row; returns whether it did wait. A
 * request that rests on a document goes to the desk instead when it is the second one within thirty days that is
 * stopped in any way, or while the identity is fresh: the user who stops it may be the thief (floor 7).
 */
export async function stopPendingChange(
  deps: Needs,
  account: Account,
  hold: PendingChange,
  how: { readonly visitor: Visitor; readonly by: StoppedBy },
): Promise<boolean> {
  const { kind, folio } = hold;
  if (kind === 'contest' || !(await mayBeStopped(deps, account, hold))) return false;
  const toDesk = onDocument(kind) && (await goesToDesk(deps, account));
  if (!(await deps.pendingChanges.end(hold.id, toDesk ? 'desk' : 'withdrawn', { stopped: true }))) return false;
  await deps.audit.record({
    act: toDesk ? 'hold.contested' : 'hold.withdrawn',
    accountId: account.id,
    subject: account.subject,
    visitor: how.visitor,
    details: { kind, by: how.by },
  });
  const named = toDesk ? await openSecondStop(deps, account, hold) : folio;
  await notifyAccount(deps, account, { kind: toDesk ? deskNotice(kind) : withdrawalNotices[kind], folio: named });
  return true;
}

/** Opens the case of a request that goes to the desk; returns the folio that its notice names. */
export function openSecondStop(
  deps: Pick<Deps, 'cases' | 'now'>,
  account: Account,
  { folio }: Pick<PendingChange, 'folio'>,
): Promise<string> {
  return openCaseOfAct(deps, account, { folio, kind: 'segunda-detencion' });
}

/**
 * What a card asked of an account that was never proved cannot be withdrawn, nor what two people at the desk
 * decided of a request that was stopped twice, nor the return of a number to the person whose document was seen (rules,
 * Squatting); nor a contest.
 */
async function mayBeStopped(
  { pendingChanges }: Pick<Deps, 'pendingChanges'>,
  account: Account,
  { id, kind }: Pick<PendingChange, 'id' | 'kind'>,
): Promise<boolean> {
  if (await pendingChanges.isFinal(id)) return false;
  return kind === 'counter' || !(onDocument(kind) && neverProved(account));
}

const onDocument = (kind: PendingChangeKind): boolean => documentKinds.includes(kind);

/** Whether a stop of a request that rests on a document goes to the desk. */
export async function goesToDesk(deps: Pick<Deps, 'audit' | 'now'>, account: Account): Promise<boolean> {
  return isFreshlyProved(account, deps.now()) || (await wasStoppedLately(deps, account));
}

const ends = [
  'hold.withdrawn',
  'hold.contested',
  'hold.refused',
  'contacts.disputed',
] as const satisfies readonly Act[];

/** Counted from the trail: the request itself may have been deleted from the database (floor 15). */
async function wasStoppedLately({ audit, now }: Pick<Deps, 'audit' | 'now'>, { id }: Account): Promise<boolean> {
  const since = new Date(now().getTime() - STOP_DAYS * 24 * 3_600_000);
  const acts = await audit.actsSince(id, ends, since);
  return acts === undefined || acts.some(isStop);
}

/**
 * A refused one was stopped if the trail names by what; the others expired: the new e-mail was not confirmed. A dispute of
 * contacts that took effect is a stop too (floor 5).
 */
const isStop = ({ act, details: { kind, by } }: AuditRow): boolean =>
  act === 'contacts.disputed' ||
  (onDocument(kind as PendingChangeKind) && (act !== 'hold.refused' || by !== undefined));

const deskNotice = (kind: PendingChangeKind) =>
  kind === 'counter' ? ('counter-at-desk' as const) : ('contacts-at-desk' as const);

const withdrawalNotices = {
  'link-run': 'run-link-withdrawn',
  'replace-contacts': 'contacts-withdrawn',
  'recover-by-one': 'contacts-withdrawn',
  'update-contacts': 'update-withdrawn',
  'factor-loss': 'factor-loss-withdrawn',
  counter: 'counter-withdrawn',
  // Only a card stops it (stop-recreation.ts).
  'legacy-recreation': 'recreation-at-desk',
} as const satisfies Readonly<Record<Exclude<PendingChangeKind, 'contest'>, string>>;
