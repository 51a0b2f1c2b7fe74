import { doneBy, type Here } from '../../../account/who-is-in.ts';
import { mailboxOf } from '../../../domain/email.ts';
import { instantOf } from '../../../domain/instant.ts';
import { nameInMail } from '../../../domain/name-in-mail.ts';
import { type PortalClient, type PortalContact, portalClientId } from '../../../domain/portal-client.ts';
import type { Act, Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { PortalNews } from '../../../ports/notice.ts';
import { mayMail } from './mail-budget.ts';

/** The act of a member with a client: which, with what of it, and what its contacts are told. */
export interface PortalDeed {
  readonly act: Act & `portal.${string}`;
  readonly news?: PortalNews | undefined;
  readonly details?: Readonly<Record<string, string | number>> | undefined;
}

type Needs = Pick<Deps, 'audit' | 'notifier' | 'now' | 'issuer' | 'throttles'>;

/**
 * Records an act with a client in the trail of the member, and tells the technical contacts by mail. How many mails their
 * budget withheld is recorded too, and returned.
 */
export async function recordAct(
  deps: Needs,
  { here, visitor }: { readonly here: Here; readonly visitor: Visitor },
  client: PortalClient,
  { act, news, details }: PortalDeed,
): Promise<number> {
  const { details: by, ...who } = doneBy(here);
  const withheld = news ? await tellTechnical(deps, client, news) : 0;
  await deps.audit.record({
    act,
    ...who,
    clientId: portalClientId(client.id),
    visitor,
    details: { ...by, ...details, ...(withheld > 0 ? { withheld } : {}) },
  });
  return withheld;
}

/**
 * Tells each technical contact of a client what happened, once a mailbox, within the budget of such mails; gives how many
 * were withheld. The mail names the organisation, has no secret, and leads to the sheet while there is one.
 */
export const tellTechnical = (
  deps: Omit<Needs, 'audit'>,
  client: PortalClient,
  news: PortalNews,
  until?: Date,
): Promise<number> => tellContacts(deps, client, client.data.technicalContacts, news, until);

/** The same for these contacts of a client. */
export async function tellContacts(
  deps: Omit<Needs, 'audit'>,
  { id, data, organisation }: PortalClient,
  contacts: readonly PortalContact[],
  news: PortalNews,
  until?: Date,
): Promise<number> {
  const list = `${deps.issuer}/desarrolladores/plataformas`;
  const link = news === 'removed' ? list : `${list}/${id}`;
  const about = { at: instantOf(deps.now()), platform: nameInMail(data.name), organisation: organisation.razonSocial };
  const notice = { kind: 'portal-news', news, ...about, link, until: until && instantOf(until) } as const;
  let withheld = 0;
  for (const { email, name } of eachMailbox(contacts))
    if (await mayMail(deps, { organisation, email }, news))
      await deps.notifier.send(notice, { channel: 'mail', to: email, name: nameInMail(name) });
    else withheld += 1;
  return withheld;
}

const eachMailbox = (contacts: readonly PortalContact[]): readonly PortalContact[] => [
  ...new Map(contacts.map((one) => [mailboxOf(one.email), one])).values(),
];
