import { roleIn } from '../../../account/memberships.ts';
import {
  changedScopes,
  type Machine,
  MOST_MACHINES,
  mayWithMachine,
  type OrganisationApi,
  type ScopeChange,
  type TickedScopes,
} from '../../../domain/machine.ts';
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

/**
 * Changes which scopes a machine has of the APIs that are open to organisations now. What is taken away acts at once,
 * also for tokens that exist. Nothing is recorded where nothing changes. Throws what `ownMachine` and `changedScopes`
 * throw.
 */
export async function changeScopes(
  deps: Deps,
  doer: Doer,
  id: string,
  { known, ...form }: TickedScopes & { readonly known: readonly OrganisationApi[] },
): Promise<void> {
  await ownMachine(deps, doer.here, id, 'decide');
  await deps.atomically(async () => {
    let scopes: ScopeChange | undefined;
    const machine = await deps.machines.change(id, ({ apis }) => {
      const changed = changedScopes(apis, known, form);
      if (changed.added.length + changed.taken.length === 0) return undefined;
      scopes = changed;
      return { apis: changed.apis };
    });
    if (machine)
      await recordDeed(deps, doer, machine, { act: 'machine.scopes-changed', news: 'scopes-changed', scopes });
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
