import type { Account } from '../domain/account.ts';
import { Refusal } from '../domain/refusal.ts';
import { rateLimits } from '../domain/throttle.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Deps } from '../ports/deps.ts';
import { linkOf, type Mailed, type MailWay } from './mail-way.ts';

/**
 * Opens the link of "Continuar por correo": the journey continues in the browser that opened it, and the trail records
 * it, since contacts and question cannot change for a while (mailbox-rest.ts). Returns the journey's page; throws
 * `link-spent`.
 */
export async function openMailbox<S extends Mailed>(
  deps: Deps,
  way: MailWay<S>,
  token: string,
  browser: string,
  visitor?: Visitor,
): Promise<string> {
  const { account, page } = await deps.atomically(async () => {
    const link = await deps.links.spend('mailbox', token);
    const account = link && (await deps.accounts.find(link.accountId));
    const page = link?.about === undefined ? undefined : await rebound(way, link.about, browser);
    // The trail's lock last: a request for a link takes the journey's row before it, too.
    if (account) await noteOpened(deps, account, way, visitor);
    return { account, page };
  });
  // Opened, also when its journey had expired: another one may be sent at once.
  if (account) await deps.throttles.refund(rateLimits.mailboxLink, linkOf(way, account));
  if (page === undefined) throw new Refusal('link-spent');
  return page;
}

const noteOpened = (
  { audit }: Deps,
  { id: accountId, subject }: Account,
  { journey }: Pick<MailWay<Mailed>, 'journey'>,
  visitor?: Visitor,
) => audit.record({ act: 'mailbox.opened', accountId, subject, visitor, details: { journey } });

/** The page of the journey, rebound to this browser; undefined where it had expired. */
async function rebound<S extends Mailed>(way: MailWay<S>, id: string, browser: string): Promise<string | undefined> {
  const own = await way.journeys.find(id, browser);
  const journey = await way.journeys.adopt(id, browser);
  if (!journey) return undefined;
  await way.journeys.change(journey.id, browser, (latest) => ({
    ...(own ? latest : way.elsewhere(latest)),
    byMail: true,
  }));
  return way.pageOf(journey);
}
