import { membershipIn, organisationsOf } from '../../../account/memberships.ts';
import type { Here } from '../../../account/who-is-in.ts';
import { type Machine, type MachineAct, mayWithMachine } from '../../../domain/machine.ts';
import type { MemberRole } from '../../../domain/member-role.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { Organisation } from '../../../ports/mandates.ts';

/** A machine, and what its reader may do for its organisation. */
export interface OwnMachine {
  readonly machine: Machine;
  readonly role: MemberRole;
  /** Whether it is `administra` once a second factor is used in this session. */
  readonly waitsFactor: boolean;
}

/**
 * A machine of an organisation in which the reader takes part. Throws `machine-gone` for any other one, whether it exists
 * or not, and `machine-role` where the reader's role does not include the act.
 */
export async function ownMachine(deps: Deps, here: Here, id: string, act: MachineAct = 'see'): Promise<OwnMachine> {
  const machine = await deps.machines.find(id);
  const found = machine && (await membershipIn(deps, here, machine.organisation.rut));
  if (!machine || !found) throw new Refusal('machine-gone');
  const { role, waitsFactor } = found;
  if (!mayWithMachine(act, role)) throw new Refusal('machine-role');
  return { machine, role, waitsFactor };
}

/** The organisations whose machines the reader decides about. */
export async function administeredBy(deps: Deps, here: Here): Promise<readonly Organisation[]> {
  const all = await organisationsOf(deps, here);
  return all.filter(({ role }) => mayWithMachine('decide', role)).map(({ organisation }) => organisation);
}
