import { eachApart } from '../../../account/each-apart.ts';
import type { MachineCredential } from '../../../domain/machine.ts';
import { noticedAt } from '../../../domain/portal-secret.ts';
import type { Deps } from '../../../ports/deps.ts';
import { tellOrganisation } from './tell-machine.ts';

const BATCH = 50;

type Needs = Pick<Deps, 'machines' | 'accounts' | 'mandates' | 'notifier' | 'now' | 'issuer' | 'atomically'>;

/** Tells organisations 30 and 7 days before a credential ends, once each; returns whether there may be more. */
export async function noticeCredentials(deps: Needs): Promise<boolean> {
  const due = await deps.machines.dueNotices(BATCH);
  await eachApart(due, (id) => deps.atomically(() => noticeOne(deps, id)));
  return due.length === BATCH;
}

async function noticeOne(deps: Needs, id: string): Promise<void> {
  const at = deps.now();
  let ending: readonly MachineCredential[] = [];
  const machine = await deps.machines.change(id, (one) => {
    const noticed = noticedAt(one.credentials, at);
    ending = noticed.ending;
    return { credentials: noticed.kept };
  });
  for (const credential of ending)
    if (machine) await tellOrganisation(deps, machine, { news: 'credential-ends', credential });
}
