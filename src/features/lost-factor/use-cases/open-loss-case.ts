import { disavowLink } from '../../../account/disavow-link.ts';
import { doneNow } from '../../../account/done-now.ts';
import { around } from '../../../account/network-room.ts';
import { notifyEachContact } from '../../../account/notify-each-contact.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import type { Visitor } from '../../../ports/audit.ts';
import { consumeAll } from '../../../ports/consume-all.ts';
import type { Deps } from '../../../ports/deps.ts';
import { openCaseOf } from './case-of.ts';
import type { Losing } from './losing.ts';
import { lossWay } from './loss-way.ts';

/**
 * Opens a case of the desk for a holder whom no page can help, and tells every contact; an account has one at a time,
 * and a second click gets the folio of the first. Throws `form-stale` where another way is open, and `too-many-contests`
 * past the cases of the network, or of the account in thirty days.
 */
export async function openLossCase(deps: Deps, who: Losing, visitor: Visitor): Promise<void> {
  const { id, keyChangedAt } = who.account;
  // By the key too: what a thief of it spent does not bind the owner who has chosen another.
  const own = { rateLimit: rateLimits.factorCases, by: [id, keyChangedAt.toISOString()] };
  const limits = around(rateLimits.factorCasesByNetwork, visitor.network, 'hard');
  const counted = await consumeAll(deps.throttles, [own, ...limits]);
  if (counted.spent) throw new Refusal('too-many-contests', { until: counted.spent.until });
  const opened = await deps.atomically(() => open(deps, who, visitor));
  if (!opened) await counted.refund();
}

/** Returns whether a case was opened: `false` where one is open. Part of a transaction. */
async function open(deps: Deps, { account: { id }, actor }: Losing, visitor: Visitor): Promise<boolean> {
  const account = await deps.accounts.lock(id);
  if (account?.state !== 'activa') throw new Refusal('form-stale');
  if (await openCaseOf(deps, account)) return false;
  if ((await lossWay(deps, { account, actor })).way !== 'desk') throw new Refusal('form-stale');
  const { reference: folio } = visitor;
  const { profile, identifier, subject } = account;
  await deps.cases.open({ folio, kind: 'factor-perdido', profile, identifier });
  const details = { folio, ...(actor ? { actor: actor.subject } : {}) };
  await deps.audit.record({ act: 'factor-loss.at-desk', accountId: id, subject, visitor, details });
  const done = doneNow(deps, visitor, actor);
  await notifyEachContact(deps, account, async (to) => ({
    kind: 'factor-loss-at-desk',
    ...done,
    folio,
    link: await disavowLink(deps, account, to),
  }));
  return true;
}
