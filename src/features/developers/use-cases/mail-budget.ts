import { type Email, mailboxOf } from '../../../domain/email.ts';
import type { PortalClient, PortalContact } from '../../../domain/portal-client.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import { consumeAll, type Limit, peekEach } from '../../../ports/consume-all.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { PortalNews } from '../../../ports/notice.ts';

/**
 * What a mail is about; mails about secrets, contacts and reviews warn, and no other mail spends their budget. Nor does
 * the end of a secret spend that of a new one.
 */
export type MailSubject = 'secrets' | 'ends' | 'contacts' | 'reviews' | 'changes';

export const mailSubjects: readonly MailSubject[] = ['secrets', 'ends', 'contacts', 'reviews', 'changes'];

const subjects: Readonly<Partial<Record<PortalNews, MailSubject>>> = {
  'secret-made': 'secrets',
  'secret-ended': 'ends',
  'contacts-changed': 'contacts',
  'contact-added': 'contacts',
  'contact-removed': 'contacts',
  submitted: 'reviews',
  'revision-submitted': 'reviews',
};

type Needs = Pick<Deps, 'throttles'>;

/** An organisation that causes mails, and the mailbox to which they go. */
interface Between {
  readonly organisation: Pick<PortalClient['organisation'], 'rut'>;
  readonly email: Email;
}

/**
 * Counts a mail to a technical contact, before it is sent; `false` where it has to be withheld. The end of a secret is
 * told by the clock, at most twice, and is counted by nothing.
 */
export async function mayMail({ throttles }: Needs, between: Between, news: PortalNews): Promise<boolean> {
  const subject = subjectOf(news);
  if (!subject) return true;
  const consumed = await consumeAll(throttles, limitsOf(between, subject, news));
  if (consumed.spent) await consumed.refund();
  return consumed.spent === undefined;
}

/** Until when mails about something are withheld; undefined where they are not. Looks without counting. */
export async function mailPausedUntil(
  { throttles }: Needs,
  between: Between,
  subject: MailSubject,
): Promise<Date | undefined> {
  const spent = (await peekEach(throttles, limitsOf(between, subject))).filter(({ allowed }) => !allowed);
  return spent.map(({ until }) => until).toSorted((one, other) => other.getTime() - one.getTime())[0];
}

/** From when on mails about something would reach each of these contacts of an organisation. */
export async function mailPossibleFrom(
  deps: Needs & Pick<Deps, 'now'>,
  organisation: Between['organisation'],
  contacts: readonly PortalContact[],
  subject: MailSubject,
): Promise<Date> {
  const all = contacts.map(({ email }) => mailPausedUntil(deps, { organisation, email }, subject));
  const times = (await Promise.all(all)).map((until) => (until ?? deps.now()).getTime());
  return new Date(Math.max(...times));
}

function subjectOf(news: PortalNews): MailSubject | undefined {
  if (news === 'secret-ends') return undefined;
  return subjects[news] ?? 'changes';
}

/**
 * Narrow ones first. Other organisations spend no budget of a warning: neither about a secret, nor to who was a contact.
 * Only whom they add is counted over all of them.
 */
function limitsOf(
  { organisation: { rut }, email }: Between,
  subject: MailSubject,
  news?: PortalNews,
): readonly Limit[] {
  const mailbox = mailboxOf(email);
  return [
    { rateLimit: rateLimits.portalMailToContact, by: [subject, rut, mailbox] },
    { rateLimit: rateLimits.portalMailByOrganisation, by: [subject, rut] },
    ...(subject === 'changes' ? [{ rateLimit: rateLimits.portalMailToMailbox, by: [mailbox] }] : []),
    ...(news === 'contact-added' ? [{ rateLimit: rateLimits.portalMailToMailbox, by: [subject, mailbox] }] : []),
  ];
}
