import { revisionDigest } from '../../../account/revision-digest.ts';
import { tellPlatform } from '../../../account/tell-platform.ts';
import { changedFields, marksAfter } from '../../../domain/cases/platform-changes.ts';
import type { PlatformField } from '../../../domain/cases/platform-review.ts';
import {
  isReviewed,
  type PortalClient,
  portalClientId,
  type ReviewComment,
  revisedData,
  usesSecret,
} from '../../../domain/portal-client.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { PlatformNews } from '../../../ports/notice.ts';
import type { PlatformOfCase } from './platform-of-case.ts';

type Needs = Pick<Deps, 'audit' | 'issuer' | 'notifier' | 'now' | 'platformRecords' | 'portalClients'>;

/**
 * The new data are served from now on, with the contacts of now, and the points of the checklist that they concern are
 * open again; part of the transaction of the decision. Throws `case-refused` where the revision is not the one that was
 * submitted, or the client is suspended.
 */
export async function approveRevision(deps: Needs, found: PlatformOfCase, one: DeskCase): Promise<void> {
  const { id } = found.client;
  let changed: readonly PlatformField[] = [];
  const client = await deps.portalClients.change(id, (now) => {
    assertSubmitted(now, found.record.revision);
    const data = revisedData(now);
    changed = changedFields(now.data, data);
    return { data, reviewed: data, revision: undefined, secrets: usesSecret(data) ? now.secrets : [] };
  });
  if (!client) throw refusal('platform-missing');
  await reopenPoints(deps, id, changed);
  await deps.platformRecords.change(id, () => ({ revision: undefined }));
  const details = { digest: found.record.revision ?? '', fields: changed.join(' ') };
  await note(deps, client, one, { to: 'aprobada', news: 'revision-approved', details });
}

/** Opens the points of the checklist again that these parts concern; part of the transaction of the decision. */
export const reopenPoints = (
  { platformRecords, now }: Pick<Deps, 'now' | 'platformRecords'>,
  id: string,
  changed: readonly PlatformField[],
): Promise<void> =>
  platformRecords.change(id, ({ marks }) => {
    const after = marksAfter(marks, changed, now());
    return after && { marks: after };
  });

/** What two people reviewed is what is served, to the letter. */
function assertSubmitted({ state, revision }: PortalClient, digest: string | undefined): void {
  const same = revision?.state === 'en-revision' && revisionDigest(revision) === digest;
  if (!same || !isReviewed(state)) throw refusal('platform-changed');
}

/** It is a draft again with the reason; nothing happens to what is served. Nothing where it does not wait any more. */
export async function rejectRevision(
  deps: Needs,
  { client: { id } }: PlatformOfCase,
  one: DeskCase,
  reason: string,
): Promise<void> {
  const client = await deps.portalClients.change(id, ({ revision }) =>
    revision?.state === 'en-revision'
      ? { revision: { ...revision, state: 'borrador', comments: [{ field: 'general', text: reason }] } }
      : undefined,
  );
  if (client) await note(deps, client, one, { to: 'borrador', news: 'revision-rejected' });
}

/** It is a draft again with a comment beside each part. Throws `case-refused` where it does not wait, or is suspended. */
export async function sendRevisionBack(
  deps: Needs,
  { client: { id } }: PlatformOfCase,
  one: DeskCase,
  comments: readonly ReviewComment[],
): Promise<void> {
  const client = await deps.portalClients.change(id, ({ state, revision }) => {
    if (!isReviewed(state) || revision?.state !== 'en-revision') throw refusal('platform-changed');
    return { revision: { ...revision, state: 'borrador', comments } };
  });
  if (!client) throw refusal('platform-missing');
  await note(deps, client, one, { to: 'borrador', news: 'revision-to-correct' });
}

interface Noted {
  readonly to: 'aprobada' | 'borrador';
  readonly news: PlatformNews;
  readonly details?: Readonly<Record<string, string>>;
}

/** Who decided stands in the trail of the case. */
async function note(deps: Needs, client: PortalClient, { folio }: DeskCase, { to, news, details }: Noted) {
  const clientId = portalClientId(client.id);
  await deps.audit.record({
    act: 'portal.revision-moved',
    clientId,
    details: { by: 'desk', folio, to, ...details },
  });
  await tellPlatform(deps, client, news, { folio });
}

const refusal = (why: string): Refusal => new Refusal('case-refused', { why });
