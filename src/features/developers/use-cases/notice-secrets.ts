import { eachApart } from '../../../account/each-apart.ts';
import type { PortalSecret } from '../../../domain/portal-client.ts';
import { dueNotice } from '../../../domain/portal-secret.ts';
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
  const ending: PortalSecret[] = [];
  const client = await deps.portalClients.change(id, ({ secrets }) => ({
    secrets: secrets
      // One that is over is forgotten, so that no notice about it is due any more.
      .filter(({ until }) => at < until)
      .map((one) => {
        const days = dueNotice(one, at);
        if (days === undefined) return one;
        ending.push(one);
        return { ...one, noticed: days };
      }),
  }));
  for (const { until } of client ? ending : []) if (client) await tellTechnical(deps, client, 'secret-ends', until);
}
