import { instantOf } from '../domain/instant.ts';
import { nameInMail } from '../domain/name-in-mail.ts';
import { type PortalClient, portalClientId } from '../domain/portal-client.ts';
import type { Deps } from '../ports/deps.ts';
import type { PlatformNews } from '../ports/notice.ts';

/** What a notice about a client says besides what happened. */
interface Told {
  readonly folio?: string | undefined;
  /** When a suspension ends by itself. */
  readonly until?: Date | undefined;
}

/** The page of a client in the portal. */
export const platformPath = ({ id }: Pick<PortalClient, 'id'>): string => `/desarrolladores/plataformas/${id}`;

/**
 * Tells the technical contacts and the institutional one of a client what happened to it, each mailbox once; part of the
 * caller's transaction. The mail has no word of a reviewer: those are read on the page of the client.
 */
export async function tellPlatform(
  { notifier, issuer, now }: Pick<Deps, 'notifier' | 'issuer' | 'now'>,
  client: PortalClient,
  news: PlatformNews,
  { folio, until }: Told = {},
): Promise<void> {
  const { name, technicalContacts, institutionalContact } = client.data;
  const mailboxes = new Set([...technicalContacts, institutionalContact].map(({ email }) => email));
  const page = `${issuer}${platformPath(client)}`;
  const about = { news, name: nameInMail(name), client: portalClientId(client.id), folio, page, at: instantOf(now()) };
  for (const to of mailboxes)
    await notifier.send({ kind: 'platform-news', ...about, until: until && instantOf(until) }, { channel: 'mail', to });
}
