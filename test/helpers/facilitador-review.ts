import type { ExecutionContext } from 'ava';
import { openFacilitadorCase } from '../../src/account/open-facilitador-case.ts';
import type { FacilitadorRequest } from '../../src/domain/facilitador/facilitador-request.ts';
import { assignCase } from '../../src/features/cases/use-cases/work-on-case.ts';
import { member } from './cases.ts';
import { openWithRequester } from './facilitador.ts';

/** A request of Panadería Los Andes with its case, and two members of the desk; the first has taken it. */
export async function openReview(t: ExecutionContext) {
  const { app, account, ask } = await openWithRequester(t);
  const request = await askWithCase(app.deps, ask);
  const { folio } = request;
  const agent = { folio, member: (await member(app, ['agente'])).id };
  const reviewer = { folio, member: (await member(app, ['revisor'], 'Maule')).id };
  await assignCase(app.deps, agent, agent.member);
  const requestNow = async (): Promise<FacilitadorRequest> => {
    const found = await app.deps.facilitadorRequests.find(request.id);
    if (!found) throw new Error('the request is gone');
    return found;
  };
  const caseNow = () => app.deps.cases.findByFolio(folio);
  return { app, account, ask, request, agent, reviewer, requestNow, caseNow };
}

/** Another request with its case. */
export async function askWithCase(
  deps: Parameters<typeof openFacilitadorCase>[0],
  ask: (email?: string) => Promise<FacilitadorRequest>,
  email?: string,
): Promise<FacilitadorRequest> {
  const request = await ask(email);
  await deps.atomically(() => openFacilitadorCase(deps, request));
  return request;
}
