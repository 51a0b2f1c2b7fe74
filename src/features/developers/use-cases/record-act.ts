import { doneBy, type Here } from '../../../account/who-is-in.ts';
import { instantOf } from '../../../domain/instant.ts';
import { type PortalClient, portalClientId } from '../../../domain/portal-client.ts';
import type { Act, Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { PortalNews } from '../../../ports/notice.ts';

/** The act of a member with a client: which, with what of it, and what its contacts are told. */
export interface PortalDeed {
  readonly act: Act & `portal.${string}`;
  readonly news?: PortalNews | undefined;
  readonly details?: Readonly<Record<string, string | number>> | undefined;
}

type Needs = Pick<Deps, 'audit' | 'notifier' | 'now' | 'issuer'>;

/** Records an act with a client in the trail of the member, and tells the technical contacts by mail. */
export async function recordAct(
  deps: Needs,
  { here, visitor }: { readonly here: Here; readonly visitor: Visitor },
  client: PortalClient,
  { act, news, details }: PortalDeed,
): Promise<void> {
  const { details: by, ...who } = doneBy(here);
  await deps.audit.record({
    act,
    ...who,
    clientId: portalClientId(client.id),
    visitor,
    details: { ...by, ...details },
  });
  if (news) await tellTechnical(deps, client, news);
}

/** Tells each technical contact of a client what happened; the mail has no secret, and leads to the sheet while there is one. */
export async function tellTechnical(
  { notifier, now, issuer }: Pick<Needs, 'notifier' | 'now' | 'issuer'>,
  { id, data }: PortalClient,
  news: PortalNews,
  until?: Date,
): Promise<void> {
  const list = `${issuer}/desarrolladores/plataformas`;
  const link = news === 'removed' ? list : `${list}/${id}`;
  const end = until && instantOf(until);
  for (const { email, name } of data.technicalContacts)
    await notifier.send(
      { kind: 'portal-news', news, at: instantOf(now()), platform: data.name, link, until: end },
      { channel: 'mail', to: email, name },
    );
}
