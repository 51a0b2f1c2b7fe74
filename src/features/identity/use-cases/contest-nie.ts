import { around } from '../../../account/network-room.ts';
import type { ContestReceipt } from '../../../domain/contest-receipt.ts';
import type { Nie } from '../../../domain/nie.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import type { Visitor } from '../../../ports/audit.ts';
import { consumeAll } from '../../../ports/consume-all.ts';
import type { Deps } from '../../../ports/deps.ts';

type Needs = Pick<Deps, 'accounts' | 'atomically' | 'audit' | 'cases' | 'throttles'>;

/**
 * Records a person's claim that another person uses their NIE: a case with a folio for the desk, where two people see
 * the document, because a NIE has no card that could be compared. Changes no account, notifies no user, and answers
 * alike whatever is registered. Counted by network alone: a budget of the NIE could be spent by a stranger, and then
 * its owner would be refused (floor 8). Throws `too-many-contests`.
 */
export async function contestNie(deps: Needs, nie: Nie, visitor: Visitor): Promise<ContestReceipt> {
  const limits = around(rateLimits.nieContestsByNetwork, visitor.network, 'hard');
  const { spent } = await consumeAll(deps.throttles, limits);
  if (spent) throw new Refusal('too-many-contests', { until: spent.until });
  const folio = visitor.reference;
  const found = await deps.accounts.findByIdentifier('migrante', nie);
  const holder = found?.state === 'pendiente_correo' ? undefined : found;
  await deps.atomically(async () => {
    await deps.cases.open({ folio, kind: 'identidad-disputada', profile: 'migrante', identifier: nie });
    await deps.audit.record({
      act: 'identity.contested',
      accountId: holder?.id,
      subject: holder?.subject,
      visitor,
      details: { outcome: 'desk', kind: 'nie' },
    });
  });
  return { outcome: 'desk', folio };
}
