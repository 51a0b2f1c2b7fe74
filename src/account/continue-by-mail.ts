import { type Account, hasNie, NO_ACCOUNT } from '../domain/account.ts';
import { rateLimits } from '../domain/throttle.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Deps } from '../ports/deps.ts';
import type { JourneyOf } from '../ports/journeys.ts';
import type { Notice } from '../ports/notice.ts';
import { expired } from './flow-steps.ts';
import { linkOf, type Mailed, type MailWay } from './mail-way.ts';

/** Minutes for which the link of "Continuar por correo" is valid. */
const MINUTES = 30;

/**
 * "Continuar por correo": a link goes to the e-mail on file and replaces captcha and question. The page answers the
 * same for every identifier and shows no address; without an account a message is queued that is never sent. A link of
 * the last 30 minutes that was not opened is not sent again, whatever browser asks: its owner opens that one. Throws
 * `flow-expired`.
 */
export async function continueByMail<S extends Mailed>(
  deps: Deps,
  way: MailWay<S>,
  of: JourneyOf<S>,
  visitor: Visitor,
): Promise<void> {
  await deps.atomically(async () => {
    const journey = await way.journeys.change(of.id, of.browser, async (latest) => {
      if (way.over(latest)) throw expired(way.journey);
      const asked = askedJustNow(deps, latest) ? {} : await askForLink(deps, way, latest, visitor);
      return { ...way.leaving(latest), mailOnly: true, ...asked };
    });
    if (!journey) throw expired(way.journey);
    await way.journeys.prolong(of.id, of.browser);
  });
}

async function askForLink<S extends Mailed>(
  deps: Deps,
  way: MailWay<S>,
  journey: S,
  visitor: Visitor,
): Promise<Pick<Mailed, 'mailAskedAt' | 'mailMessage'>> {
  const { allowed, until } = await deps.throttles.consume(rateLimits.mailboxLink, linkOf(way, journey));
  if (!allowed) {
    await deps.throttles.refund(rateLimits.mailboxLink, linkOf(way, journey));
    const writtenAt = new Date(until.getTime() - rateLimits.mailboxLink.seconds * 1000);
    return { mailAskedAt: writtenAt.toISOString(), mailMessage: undefined };
  }
  const account = await deps.accounts.find(journey.accountId ?? NO_ACCOUNT);
  const mailMessage = await (account ? mailTo(deps, account, way, journey, visitor) : pretend(deps, way, journey));
  // A link that was withheld is in no mailbox.
  const { state } = await deps.notifier.delivery(mailMessage);
  if (state === 'withheld') await deps.throttles.refund(rateLimits.mailboxLink, linkOf(way, journey));
  const desk = account && onlyAtDesk(account);
  await deps.audit.record({
    act: 'recovery.mailed',
    accountId: account?.id,
    subject: account?.subject,
    visitor,
    details: { journey: way.journey, ...(desk ? { desk } : {}) },
  });
  return { mailAskedAt: deps.now().toISOString(), mailMessage };
}

type Way = Pick<MailWay<Mailed>, 'journey' | 'path'>;

async function mailTo(
  deps: Deps,
  { id, personal, ...account }: Account,
  { journey, path }: Way,
  { id: of, fromKnownDevice }: Pick<Mailed, 'id' | 'fromKnownDevice'>,
  { reference }: Visitor,
): Promise<string> {
  const until = new Date(deps.now().getTime() + MINUTES * 60_000);
  const token = await deps.links.issue('mailbox', id, until, of);
  const link = `${deps.issuer}${path}/${token}`;
  const notice: Notice = onlyAtDesk(account)
    ? { kind: 'thaw-at-desk', folio: reference }
    : { kind: 'mailbox-link', journey, link, minutes: MINUTES };
  const to = { channel: 'mail', to: personal.email } as const;
  return deps.notifier.send(notice, to, id, fromKnownDevice ? 'known' : undefined);
}

/** The same work without an account: the response time must not reveal which identifiers have one (floor 2). */
async function pretend({ links, notifier }: Deps, way: Way, journey: Pick<Mailed, 'profile' | 'identifier'>) {
  await links.pretend();
  return notifier.pretend('mailbox-link', 'mail', linkOf(way, journey));
}

/** Who has a NIE shows no card here: after "No fui yo" the account is recovered at the desk. */
const onlyAtDesk = ({ profile, state }: Pick<Account, 'profile' | 'state'>): boolean =>
  hasNie(profile) && state === 'congelada';

/** A second click requests no second message; a minute later it does. */
function askedJustNow({ now }: Deps, { mailAskedAt }: Mailed): boolean {
  return mailAskedAt !== undefined && now().getTime() - Date.parse(mailAskedAt) < 60_000;
}
