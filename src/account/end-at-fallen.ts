import { machineClientId } from '../domain/machine.ts';
import { portalClientId } from '../domain/portal-client.ts';
import type { Rut } from '../domain/rut.ts';
import type { Deps } from '../ports/deps.ts';
import { organisationStands, type StandingNeeds } from './organisation-standing.ts';
import { endSomeAt } from './suspend-platform.ts';

/** The dependencies for ending what the clients of an organisation have. */
export type FallenNeeds = StandingNeeds & Pick<Deps, 'machines' | 'portalClients' | 'sessions'>;

/** Turns of 200 accounts for one client: what is left ends with the next look, a minute later. */
const TURNS = 25;

/**
 * Ends what the clients and machines of an organisation that does not stand have: sessions of people there, grants and
 * tokens. It stays ended when the organisation stands again. Nothing of it was taken any more since the fall.
 */
export async function endAtFallen(deps: FallenNeeds, rut: Rut): Promise<void> {
  if (await organisationStands(deps, rut)) return;
  for (const { id } of await deps.portalClients.ofOrganisation(rut)) await endAll(deps, portalClientId(id));
  for (const { id } of await deps.machines.ofOrganisation(rut)) await deps.sessions.endOwnTokens(machineClientId(id));
}

async function endAll(deps: FallenNeeds, clientId: string): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) if (!(await endSomeAt(deps, clientId))) return;
}
