import { disavowLink } from '../../../account/disavow-link.ts';
import { doneNow } from '../../../account/done-now.ts';
import { notifyEachContact } from '../../../account/notify-each-contact.ts';
import { openCase } from '../../../account/open-case.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { Losing } from './losing.ts';
import { lossWay } from './loss-way.ts';

/**
 * Opens a case of the desk for a holder whom no page can help, and tells every contact; an account has one at a time,
 * and a second click gets the folio of the first. Throws `form-stale` where another way is open, and `too-many-contests`
 * past the cases of the network, or of the account in thirty days.
 */
export async function openLossCase(deps: Deps, who: Losing, visitor: Visitor): Promise<void> {
  const asked = {
    kind: 'factor-perdido',
    openedBy: 'person',
    actor: who.actor?.subject,
    holder: { account: who.account },
    before: () => assertAtDesk(deps, who),
    after: (folio: string) => tell(deps, who, visitor, folio),
  } as const;
  await openCase(deps, asked, visitor);
}

/** Under the lock of the account, throws `form-stale` where a page can help. */
async function assertAtDesk(deps: Deps, { account: { id }, actor }: Losing): Promise<void> {
  const account = await deps.accounts.lock(id);
  if (account?.state !== 'activa') throw new Refusal('form-stale');
  if ((await lossWay(deps, { account, actor })).way !== 'desk') throw new Refusal('form-stale');
}

async function tell(deps: Deps, { account, actor }: Losing, visitor: Visitor, folio: string): Promise<void> {
  const { id, subject } = account;
  const details = actor ? { folio, actor: actor.subject } : { folio };
  await deps.audit.record({ act: 'factor-loss.at-desk', accountId: id, subject, visitor, details });
  const done = doneNow(deps, visitor, actor);
  await notifyEachContact(deps, account, async (to) => ({
    kind: 'factor-loss-at-desk',
    ...done,
    folio,
    link: await disavowLink(deps, account, to),
  }));
}
