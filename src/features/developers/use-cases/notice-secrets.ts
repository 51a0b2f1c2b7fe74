import { eachApart } from '../../../account/each-apart.ts';
import type { PortalSecret } from '../../../domain/portal-client.ts';
import { noticedAt } from '../../../domain/portal-secret.ts';
import type { Deps } from '../../../ports/deps.ts';
import { tellTechnical } from './record-act.ts';

const BATCH = 50;

type Needs = Pick<Deps, 'portalClients' | 'notifier' | 'now' | 'issuer' | 'atomically' | 'throttles'>;

/** Tells technical contacts 30 and 7 days before a secret ends, once each; returns whether there may be more. */
export async function noticeSecrets(deps: Needs): Promise<boolean> {
  const due = await deps.portalClients.dueNotices(BATCH);
  await eachApart(due, (id) => deps.atomically(() => noticeOne(deps, id)));
  return due.length === BATCH;
}

async function noticeOne(deps: Needs, id: string): Promise<void> {
  const at = deps.now();
  let ending: readonly PortalSecret[] = [];
  const client = await deps.portalClients.change(id, (one) => {
    const noticed = noticedAt(one.secrets, at);
    ending = noticed.ending;
    return { secrets: noticed.kept };
  });
  for (const { until } of ending) if (client) await tellTechnical(deps, client, 'secret-ends', until);
}
