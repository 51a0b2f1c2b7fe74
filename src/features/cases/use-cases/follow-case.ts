import { stateOfRequest } from '../../../domain/cases/request-state.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import { type EndsFiles, endCopy } from './end-copy.ts';

/** The dependencies for what follows a case. */
export interface FollowsCases extends EndsFiles {
  readonly facilitadorRequests: Pick<Deps['facilitadorRequests'], 'find' | 'change'>;
}

/** What follows a step of a case, in its transaction: its files end with it, and a request has its state. */
export async function followCase(deps: FollowsCases, one: DeskCase): Promise<void> {
  await endCopy(deps, one);
  if (one.kind !== 'facilitador') return;
  const request = await deps.facilitadorRequests.find(one.id);
  if (!request) return;
  const { declaration: file } = request.files;
  await endCopy(deps, { ...one, copy: { file, sha256: '' } });
  const state = stateOfRequest(one);
  if (request.state !== state)
    await deps.facilitadorRequests.change(request.id, request.version, () => ({ state, observed: [] }));
}
