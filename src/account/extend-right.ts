import { extendedDue, rightNames } from '../domain/rights.ts';
import { dayOf, formatDay } from '../domain/working-days.ts';
import type { RightRequest } from '../ports/right-requests.ts';
import type { World } from '../ports/world.ts';
import type { Staff } from './answer-right.ts';
import { issueRightLink, rightLink } from './issue-right-link.ts';

/** Gives a request another thirty days, once, and tells why; `false` where the law gives no more. */
export async function extendRight(world: World, id: string, reasons: string, by: Staff): Promise<boolean> {
  return world.atomically(async () => {
    const request = await world.rights.find(id);
    const due = request && extendedDue(request.kind, request.dueOn, request.extendedAt !== undefined);
    if (!request || !due || dayOf(world.now()) > request.dueOn) return false;
    if (!(await world.rights.extend(id, due))) return false;
    const { accountId, kind, folio } = request;
    await world.audit.record({ act: 'right.extended', accountId, details: { kind, folio, by } });
    await tellExtension(world, { ...request, dueOn: due }, reasons);
    return true;
  });
}

async function tellExtension(
  world: World,
  { id, accountId, kind, folio, dueOn }: RightRequest,
  reasons: string,
): Promise<void> {
  const account = await world.accounts.find(accountId);
  if (!account) return;
  const link = rightLink(world, await issueRightLink(world, { id, accountId }));
  const notice = {
    kind: 'right-extended',
    folio,
    right: rightNames[kind],
    due: formatDay(dueOn),
    reasons,
    link,
  } as const;
  await world.notifier.send(notice, { channel: 'mail', to: account.personal.email }, accountId);
}
