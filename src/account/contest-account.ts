import type { Account, Contest } from '../domain/account.ts';
import type { ContestReceipt } from '../domain/contest-receipt.ts';
import { CONTEST_DAYS, isInUse, neverProved } from '../domain/identity.ts';
import { isInternalClient } from '../domain/internal-clients.ts';
import type { Act, Visitor } from '../ports/audit.ts';
import type { Deps } from '../ports/deps.ts';
import type { PendingCard } from '../ports/pending-changes.ts';
import { openCaseOfAct } from './open-case.ts';
import { openContest } from './open-contest.ts';
import { shutDown } from './shut-down.ts';
import { takeBack } from './take-back.ts';

const DAY_MS = 24 * 3_600_000;

/**
 * Contests an account for the person who showed the card, which the caller has checked (rules, Squatting). An account
 * that was never proved is taken back at once where it never signed in at a client; otherwise a waiting period begins,
 * in which it is stopped unless it is in use from a known device. All others, and a second contest within 30 days, are
 * cases of the desk and change nothing. Of several at once one takes effect.
 */
export async function contestAccount(
  deps: Deps,
  { id, profile, identifier }: Account,
  card: PendingCard,
  visitor: Visitor,
): Promise<ContestReceipt> {
  return deps.atomically(async () => {
    // The account's row first: of two contests at once the second sees what the first did.
    await deps.accounts.lock(id);
    const found = await deps.accounts.findByIdentifier(profile, identifier);
    const account = found && found.state !== 'pendiente_correo' ? found : undefined;
    const receipt = account
      ? await contestOne(deps, account, card, visitor)
      : ({ outcome: 'free', folio: visitor.reference } as const);
    await deps.audit.record({
      act: 'identity.contested',
      accountId: account?.id,
      subject: account?.subject,
      visitor,
      details: { outcome: receipt.outcome, ...(receipt.outcome === 'desk' ? { folio: receipt.folio } : {}) },
    });
    return receipt;
  });
}

async function contestOne(deps: Deps, account: Account, card: PendingCard, visitor: Visitor): Promise<ContestReceipt> {
  const folio = visitor.reference;
  if (!(await mayTakeEffect(deps, account))) return sendToDesk(deps, account, folio);
  if (isInUse(account, deps.now())) return wait(deps, account, 'open', card, visitor);
  if (await signedInAtClient(deps, account)) return wait(deps, account, 'frozen', card, visitor);
  return (await takeBack(deps, account, folio)) ? { outcome: 'returned', folio } : sendToDesk(deps, account, folio);
}

/** Two people decide. An account has one open case of a disputed identity, whose folio every later card gets. */
async function sendToDesk(deps: Deps, account: Account, folio: string): Promise<ContestReceipt> {
  const waiting = await deps.pendingChanges.waiting(account.id, 'contest');
  const until = waiting?.dueAt.toISOString();
  const open = await deps.cases.openOf(account.id, 'identidad-disputada');
  if (open) return { outcome: 'desk', folio: open.folio, until };
  const again = account.contest !== undefined || (await wasContestedLately(deps, account));
  const kind = again ? 'segunda-detencion' : 'identidad-disputada';
  return { outcome: 'desk', folio: await openCaseOfAct(deps, account, { folio, kind }), until };
}

/**
 * Only an account that was never proved, not stopped for a theft (the card may be the stolen one), not suspended by
 * others, and not contested in the last 30 days.
 */
async function mayTakeEffect(deps: Deps, account: Account): Promise<boolean> {
  if (!neverProved(account) || account.stolenAt || account.contest || (await wasContestedLately(deps, account)))
    return false;
  return account.state !== 'suspendida' || (await deps.rights.block(account.id)) !== undefined;
}

/** Counted from the trail: the contest itself may have been deleted from the database (floor 15). */
async function wasContestedLately({ audit, now }: Deps, { id }: Account): Promise<boolean> {
  const since = new Date(now().getTime() - CONTEST_DAYS * DAY_MS);
  const begun = await audit.actsSince(id, ['hold.begun'], since);
  return begun === undefined || begun.some(({ details }) => details.kind === 'contest');
}

/**
 * Whether a client knows the account, or knew it, by the trail: until the person disconnected it, or the row of its use
 * was deleted (floor 15).
 */
async function signedInAtClient({ clientUses, audit }: Deps, { id, createdAt }: Account): Promise<boolean> {
  if ((await clientUses.list(id)).length > 0) return true;
  const acts = await audit.actsSince(id, ['platform.disconnected', 'login.succeeded'], createdAt);
  return (
    acts === undefined || acts.some(({ act, clientId }) => act === 'platform.disconnected' || isSignIn(act, clientId))
  );
}

const isSignIn = (act: Act, clientId: string | undefined): boolean =>
  act === 'login.succeeded' && clientId !== undefined && !isInternalClient(clientId);

async function wait(
  deps: Deps,
  account: Account,
  contest: Exclude<Contest, 'desk'>,
  card: PendingCard,
  visitor: Visitor,
): Promise<ContestReceipt> {
  const frozen = contest === 'frozen';
  // One that «No fui yo» stopped before stays stopped whatever the contest's result is.
  const stands = frozen && account.state === 'congelada' ? 'open' : contest;
  await deps.accounts.change(account.id, (latest) => ({
    ...latest,
    contest: stands,
    state: frozen ? 'congelada' : latest.state,
  }));
  if (frozen) await stop(deps, account, visitor);
  return openContest(deps, account, { card, frozen }, visitor);
}

async function stop(deps: Deps, account: Account, visitor: Visitor): Promise<void> {
  const { id: accountId, subject } = account;
  await shutDown(deps, account, {
    keys: 'end',
    sessions: 'end',
    // Every contact is notified of the contest; notices of what ended with it would only repeat that.
    holds: 'withdraw',
    block: { by: 'freeze', visitor },
    // Whose account it is is not decided yet.
    factors: 'stay',
    // Of a frozen account clients have the event already.
    events: account.state === 'congelada' ? [] : [{ event: 'account-disabled' }],
  });
  const details = { by: 'contest' };
  await deps.audit.record({ act: 'account.frozen', accountId, subject, visitor, details });
}
