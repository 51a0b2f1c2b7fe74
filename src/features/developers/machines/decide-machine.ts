import { roleIn } from '../../../account/memberships.ts';
import { type Machine, MOST_MACHINES, mayWithMachine } from '../../../domain/machine.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { NewMachine } from '../../../ports/machines.ts';
import { ownMachine } from './own-machine.ts';
import { type Doer, recordDeed } from './tell-machine.ts';

/**
 * Creates a machine without credentials. Throws `machine-role` for a member who does not administer the organisation,
 * and `machines-many` where it has 20.
 */
export async function createMachine(deps: Deps, doer: Doer, asked: NewMachine): Promise<Machine> {
  const { rut } = asked.organisation;
  if (!mayWithMachine('decide', await roleIn(deps, doer.here, rut))) throw new Refusal('machine-role');
  return deps.atomically(async () => {
    if ((await deps.machines.countUnderLock(rut)) >= MOST_MACHINES) throw new Refusal('machines-many');
    const machine = await deps.machines.create(asked);
    await recordDeed(deps, doer, machine, { act: 'machine.created', news: 'created' });
    return machine;
  });
}

/** Ends a machine with its credentials and tokens. Throws what `ownMachine` throws. */
export async function removeMachine(deps: Deps, doer: Doer, id: string): Promise<void> {
  await ownMachine(deps, doer.here, id, 'decide');
  await deps.atomically(async () => {
    const machine = await deps.machines.remove(id);
    if (!machine) throw new Refusal('machine-gone');
    await recordDeed(deps, doer, machine, { act: 'machine.removed', news: 'removed' });
  });
}
