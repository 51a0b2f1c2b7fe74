import type { KeyChangingProfile } from '../../domain/key-change.ts';
import type { FlowStep, Locals } from '../../http/flows/flow.ts';
import { textsOf } from '../../http/page.ts';
import { deliveriesOf, isLost, stillTold } from '../../http/words/deliveries.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Deps } from '../../ports/deps.ts';
import type { StoredKeyChange } from '../../ports/key-changes.ts';

/** «Éxito»: what was done, and the state of each notice. An old tab that sends its form gets this page. */
export const doneStep: FlowStep<StoredKeyChange> = {
  show: ({ deps, ctx, journey }) => donePage(deps, journey, textsOf(ctx)),
  act: async () => {},
};

async function donePage(deps: Deps, { profile, outcome }: StoredKeyChange, texts: Catalogue): Promise<Locals> {
  if (!outcome) return {};
  const deliveries = await deliveriesOf(deps, outcome, texts);
  return {
    lines: linesOf(texts, profile, stillTold(deliveries)),
    deliveries,
    unheard: deliveries.every(isLost),
    by: texts.formats.clock(new Date(Date.parse(outcome.at) + 10 * 60_000)),
    reference: outcome.reference,
  };
}

/** The lines of the guide's dialog, as floor 4 requires: that the key changed is shown, the key never. */
export function linesOf(
  { pages }: Catalogue,
  profile: KeyChangingProfile,
  { mail, sms }: { mail?: unknown; sms?: unknown },
): string[] {
  const { changed, told } = pages.keyChange;
  return [changed, ...(sms ? [told[profile].sms] : []), ...(mail ? [told[profile].mail] : [])];
}
