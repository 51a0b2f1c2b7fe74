import { eachApart } from '../../../account/each-apart.ts';
import type { MachineCredential } from '../../../domain/machine.ts';
import { dueNotice } from '../../../domain/portal-secret.ts';
import type { Deps } from '../../../ports/deps.ts';
import { tellOrganisation } from './tell-machine.ts';

const BATCH = 50;

type Needs = Pick<Deps, 'machines' | 'accounts' | 'notifier' | 'now' | 'issuer' | 'atomically'>;

/** Tells organisations 30 and 7 days before a credential ends, once each; returns whether there may be more. */
export async function noticeCredentials(deps: Needs): Promise<boolean> {
  const due = await deps.machines.dueNotices(BATCH);
  await eachApart(due, (id) => deps.atomically(() => noticeOne(deps, id)));
  return due.length === BATCH;
}

async function noticeOne(deps: Needs, id: string): Promise<void> {
  const at = deps.now();
  const ending: MachineCredential[] = [];
  const machine = await deps.machines.change(id, ({ credentials }) => ({
    credentials: credentials
      // One that is over is forgotten, so that no notice about it is due any more.
      .filter(({ until }) => at < until)
      .map((one) => {
        const days = dueNotice(one, at);
        if (days === undefined) return one;
        ending.push(one);
        return { ...one, noticed: days };
      }),
  }));
  for (const credential of ending)
    if (machine) await tellOrganisation(deps, machine, { news: 'credential-ends', credential });
}
