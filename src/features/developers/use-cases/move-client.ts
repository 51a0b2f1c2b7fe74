import { lockCasesOf, reviewBegins, reviewEnds } from '../../../account/platform-cases.ts';
import type { Here } from '../../../account/who-is-in.ts';
import { moved, revisedData, withRevision } from '../../../domain/portal-client.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import { countSubmission } from './count-submission.ts';
import { ownClient, stillMay } from './own-client.ts';
import { recordAct } from './record-act.ts';

/** Submits a draft to review, which is a case of the desk. Throws what `ownClient` and `countSubmission` throw. */
export const submitClient = (deps: Deps, here: Here, id: string, visitor: Visitor): Promise<void> =>
  move(deps, here, id, visitor, { act: 'submit', to: 'en-revision', recorded: 'portal.submitted', news: 'submitted' });

/** Takes a client back from review, to be edited. Throws what `ownClient` throws. */
export const withdrawClient = (deps: Deps, here: Here, id: string, visitor: Visitor): Promise<void> =>
  move(deps, here, id, visitor, { act: 'withdraw', to: 'borrador', recorded: 'portal.withdrawn', news: 'withdrawn' });

interface Move {
  readonly act: 'submit' | 'withdraw';
  readonly to: 'en-revision' | 'borrador';
  readonly recorded: 'portal.submitted' | 'portal.withdrawn';
  readonly news: 'submitted' | 'withdrawn';
}

async function move(deps: Deps, here: Here, id: string, visitor: Visitor, { act, to, recorded, news }: Move) {
  const { client: own, role } = await ownClient(deps, here, id, act);
  if (act === 'submit') await countSubmission(deps, own);
  await deps.atomically(async () => {
    await lockCasesOf(deps, id);
    const client = await deps.portalClients.change(id, (found) => {
      stillMay(act, role)(found);
      const state = moved(found.state, to);
      // A change that was not approved goes on in the draft.
      return act === 'submit'
        ? { state, comments: [] }
        : { state, ...withRevision({ ...found, data: revisedData(found) }) };
    });
    if (!client) throw new Refusal('portal-gone');
    await (act === 'submit' ? reviewBegins(deps, client, { visitor }) : reviewEnds(deps, client));
    await recordAct(deps, { here, visitor }, client, { act: recorded, news });
  });
}

/** Deletes a draft. Throws what `ownClient` throws. */
export async function removeClient(deps: Deps, here: Here, id: string, visitor: Visitor): Promise<void> {
  const { role } = await ownClient(deps, here, id, 'remove');
  await deps.atomically(async () => {
    await reviewEnds(deps, { id });
    const client = await deps.portalClients.remove(id, stillMay('remove', role));
    if (!client) throw new Refusal('portal-gone');
    await recordAct(deps, { here, visitor }, client, { act: 'portal.removed', news: 'removed' });
  });
}
