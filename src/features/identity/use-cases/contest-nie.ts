import { openCase } from '../../../account/open-case.ts';
import { holderOf } from '../../../account/registered-already.ts';
import type { ContestReceipt } from '../../../domain/contest-receipt.ts';
import type { Nie } from '../../../domain/nie.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';

type Needs = Pick<Deps, 'accounts' | 'atomically' | 'audit' | 'cases' | 'now' | 'throttles'>;

/**
 * Records a person's claim that another person uses their NIE: a case with a folio for the desk, where two people see
 * the document, because a NIE has no card that could be compared. Changes no account, notifies no user, and answers
 * alike whatever is registered. Counted by network alone: a budget of the NIE could be spent by a stranger, and then
 * its owner would be refused (floor 8). Throws `too-many-contests`.
 */
export async function contestNie(deps: Needs, nie: Nie, visitor: Visitor): Promise<ContestReceipt> {
  const named = { profile: 'migrante', identifier: nie } as const;
  const holder = await holderOf(deps, named);
  const after = () =>
    deps.audit.record({
      act: 'identity.contested',
      accountId: holder?.id,
      subject: holder?.subject,
      visitor,
      details: { outcome: 'desk', kind: 'nie' },
    });
  const asked = { kind: 'identidad-disputada', openedBy: 'page', holder: { named }, after } as const;
  const { folio } = await openCase(deps, asked, visitor);
  return { outcome: 'desk', folio };
}
