import { lockCasesOf, reviewEnds, revisionBegins } from '../../../account/platform-cases.ts';
import { revisionDigest } from '../../../account/revision-digest.ts';
import type { Here } from '../../../account/who-is-in.ts';
import { changedFields } from '../../../domain/cases/platform-changes.ts';
import {
  type PortalAct,
  type PortalClient,
  type PortalClientData,
  type PortalRevision,
  revisedData,
  withRevision,
} from '../../../domain/portal-client.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import { countSubmission } from './count-submission.ts';
import { ownClient, stillMay } from './own-client.ts';
import { recordAct } from './record-act.ts';

/** The draft of a change that makes a client what this says; what a reviewer said of it stays. */
export function revisionOf({ revision }: Pick<PortalClient, 'revision'>, all: PortalClientData): PortalRevision {
  const { technicalContacts, institutionalContact, ...data } = all;
  return { state: 'borrador', comments: revision?.comments ?? [], data };
}

const draftOf = (client: PortalClient): PortalRevision => revisionOf(client, revisedData(client));

const changes = (client: Pick<PortalClient, 'data' | 'revision'>): boolean =>
  changedFields(client.data, revisedData(client)).length > 0;

/**
 * Writes a change of a reviewed client beside what is served, but not its logo (`logo.ts`). `false` where nothing differs
 * and no change is there: then nothing is written. Throws what `ownClient` throws.
 */
export async function reviseClient(
  deps: Deps,
  here: Here,
  id: string,
  data: PortalClientData,
  visitor: Visitor,
): Promise<boolean> {
  const { role } = await ownClient(deps, here, id, 'revise');
  return deps.atomically(async () => {
    const client = await deps.portalClients.change(id, (found) => {
      stillMay('revise', role)(found);
      const revision = revisionOf(found, { ...data, logo: revisedData(found).logo });
      return found.revision || changes({ ...found, revision }) ? withRevision(found, revision) : undefined;
    });
    if (!client) return false;
    await recordAct(deps, { here, visitor }, client, { act: 'portal.revision-edited', news: 'revision-edited' });
    return true;
  });
}

/** A step with a revision under the locks of its case and of its client. Throws `portal-gone` where there is none. */
async function step(
  deps: Deps,
  here: Here,
  { id, act, ends }: { readonly id: string; readonly act: PortalAct; readonly ends: boolean },
  next: (client: PortalClient) => PortalRevision | undefined,
): Promise<PortalClient> {
  const { role } = await ownClient(deps, here, id, act);
  await lockCasesOf(deps, id, ['revision']);
  if (ends) await reviewEnds(deps, { id }, ['revision']);
  const client = await deps.portalClients.change(id, (found) => {
    stillMay(act, role)(found);
    return withRevision(found, next(found));
  });
  if (!client) throw new Refusal('portal-gone');
  return client;
}

/**
 * Submits a change to review, which is a case of the desk; what is served stays. Throws what `ownClient` and
 * `countSubmission` throw, and `portal-unchanged` where nothing differs.
 */
export async function submitRevision(deps: Deps, here: Here, id: string, visitor: Visitor): Promise<void> {
  await countSubmission(deps, (await ownClient(deps, here, id, 'submitRevision')).client);
  await deps.atomically(async () => {
    const client = await step(deps, here, { id, act: 'submitRevision', ends: false }, (found) => {
      if (!changes(found)) throw new Refusal('portal-unchanged');
      return { ...draftOf(found), state: 'en-revision', comments: [] };
    });
    const digest = revisionDigest(draftOf(client));
    await revisionBegins(deps, { client: id, digest }, { visitor });
    const said = { act: 'portal.revision-submitted', news: 'revision-submitted', details: { digest } } as const;
    await recordAct(deps, { here, visitor }, client, said);
  });
}

/** Takes a change back from review, to be edited: its case ends. Throws what `ownClient` throws. */
export const withdrawRevision = (deps: Deps, here: Here, id: string, visitor: Visitor): Promise<void> =>
  deps.atomically(async () => {
    const client = await step(deps, here, { id, act: 'withdrawRevision', ends: true }, draftOf);
    const said = { act: 'portal.revision-withdrawn', news: 'revision-withdrawn' } as const;
    await recordAct(deps, { here, visitor }, client, said);
  });

/** Throws a change away that is a draft; the case that waited for it ends. Throws what `ownClient` throws. */
export const discardRevision = (deps: Deps, here: Here, id: string, visitor: Visitor): Promise<void> =>
  deps.atomically(async () => {
    const client = await step(deps, here, { id, act: 'discardRevision', ends: true }, () => undefined);
    const said = { act: 'portal.revision-discarded', news: 'revision-discarded' } as const;
    await recordAct(deps, { here, visitor }, client, said);
  });
