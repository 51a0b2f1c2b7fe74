import { codesOf } from '../../account/confirm-now.ts';
import { newEmailRefused } from '../../account/new-email-refused.ts';
import { pendingChangeOfLink } from '../../account/withdraw-pending-change.ts';
import { csrfToken } from '../../http/browser.ts';
import type { FlowStep, Locals } from '../../http/flows/flow.ts';
import { textsOf } from '../../http/page.ts';
import { deliveriesOf, isLost } from '../../http/words/deliveries.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { StoredDataUpdate } from '../../ports/data-updates.ts';
import type { Deps } from '../../ports/deps.ts';

/** «Éxito»: the result of the update. An old tab that sends its form gets this page. */
export const doneStep: FlowStep<StoredDataUpdate> = {
  show: async ({ deps, ctx, journey }) => ({
    ...(await donePage(deps, journey, textsOf(ctx))),
    // The page has no form of its own; its link belongs to Estado de mi solicitud.
    csrfToken: csrfToken(deps, ctx, 'request-state'),
  }),
  act: async () => {},
};

async function donePage(deps: Deps, { outcome }: StoredDataUpdate, texts: Catalogue): Promise<Locals> {
  if (!outcome) return {};
  const { atOnce, request, reference, at } = outcome;
  const { updated, told } = texts.pages.dataUpdate;
  const deliveries = await deliveriesOf(deps, outcome, texts);
  const mailLost = deliveries.some((one) => one.channel === 'mail' && isLost(one));
  return {
    lines: [...(atOnce ? [updated] : []), ...(mailLost ? [] : [told])],
    atOnce,
    reference,
    request,
    deliveries,
    unheard: deliveries.every(isLost),
    by: texts.formats.clock(new Date(Date.parse(at) + 10 * 60_000)),
    ...(request ? await waitingOf(deps, request, texts) : {}),
  };
}

async function waitingOf(deps: Deps, request: string, { formats }: Catalogue): Promise<Locals> {
  const hold = await pendingChangeOfLink(deps, request);
  const update = hold && (await deps.pendingChanges.updateOf(hold.id));
  if (!hold || !update) return { ended: hold?.state ?? 'gone' };
  return {
    until: formats.instant(hold.dueAt),
    newRefused: await newEmailRefused(deps, hold),
    replaces: update.replaces,
    confirms: update.replaces.includes('email') && !hold.confirmedAt,
    byFactor: update.agreed === 'factor',
    hastens: (await codesOf(deps, request)).length > 0,
  };
}
