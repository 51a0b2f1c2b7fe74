import { type Account, type Identifier, NOBODY, type Profile } from '../domain/account.ts';
import { blocksOf } from '../domain/network.ts';
import { Refusal } from '../domain/refusal.ts';
import { rateLimits } from '../domain/throttle.ts';
import type { Visitor } from '../ports/audit.ts';
import { consumeAll } from '../ports/consume-all.ts';
import type { Deps } from '../ports/deps.ts';
import type { Journeys } from '../ports/journeys.ts';
import type { MailedJourney, Notice } from '../ports/notice.ts';
import type { StoredRecovery } from '../ports/recoveries.ts';

/** Minutes in which the link of "Continuar por correo" serves. */
const MINUTES = 30;

/** A journey that may go on by the mailbox on file instead of letters and question (WCAG 2.2, 3.3.8). */
export interface Mailed {
  readonly id: string;
  readonly profile: Profile;
  readonly identifier: Identifier;
  /** The account; none where nobody holds the identifier, and the pages do not tell. */
  readonly accountId?: string | undefined;
  /** Whether it goes on by the link in the mailbox and no other way, and whether that link was opened. */
  readonly mailOnly: boolean;
  readonly byMail: boolean;
  /** Whether it began in a browser that the account knew: what it asks for is not counted with what strangers ask for. */
  readonly fromKnownDevice?: boolean | undefined;
  /** When the newest link was written (ISO 8601), by whoever asked for it. */
  readonly mailAskedAt?: string | undefined;
  /** Its message, where this journey asked for it; none where an unopened link was there before. */
  readonly mailMessage?: string | undefined;
}

/** How one kind of journey goes on by mail. */
export interface MailWay<S extends Mailed> {
  /** What the letter says is under way. */
  readonly journey: MailedJourney;
  readonly journeys: Journeys<S>;
  /** Whether it has come to its end. */
  readonly over: (journey: S) => boolean;
  /** Address under which the link's token is opened. */
  readonly path: string;
  /** Address of the journey's own page. */
  readonly pageOf: (journey: S) => string;
  /** What it is where the link is opened in another browser than the one that began: the link proves the mailbox alone. */
  readonly elsewhere?: ((journey: S) => S) | undefined;
}

/** A journey under way, as the browser that began it names it. */
export interface JourneyOf {
  readonly id: string;
  readonly browser: string;
}

/** Recuperar CS by mail. */
export const recoveryByMail = ({ recoveries }: Pick<Deps, 'recoveries'>): MailWay<StoredRecovery> => ({
  journey: 'recovery',
  journeys: recoveries,
  over: ({ sent }) => sent,
  path: '/recuperar/correo',
  pageOf: ({ profile, id }) => `/recuperar/${profile}/${id}`,
  // What was shown and typed belongs to the browser where it was: another one shows the card itself (rules, Proof).
  elsewhere: (recovery) => ({
    ...recovery,
    question: recovery.question === 'none' ? 'none' : 'asked',
    representative: undefined,
    card: false,
    serial: undefined,
    cardAt: undefined,
    unproved: undefined,
    owned: undefined,
    contacts: undefined,
    email: 'unasked',
    detours: undefined,
  }),
});

/**
 * "Continuar por correo": a link goes to the e-mail on file and replaces letters and question. The page answers the same
 * for every identifier and shows no address; where nobody holds it, a message goes nowhere. A link of the last 30 minutes
 * that nobody opened is not sent again, whoever asked for it: its owner opens that one. Throws `recovery-over`.
 */
export async function continueByMail<S extends Mailed>(
  deps: Deps,
  way: MailWay<S>,
  of: JourneyOf,
  visitor: Visitor,
): Promise<void> {
  const journey = await way.journeys.find(of.id, of.browser);
  if (!journey || way.over(journey)) throw new Refusal('recovery-over');
  const account = await deps.accounts.find(journey.accountId ?? NOBODY);
  await deps.atomically(async () => {
    const before = await way.journeys.change(of.id, of.browser, (latest) => ({
      ...latest,
      mailOnly: true,
      mailAskedAt: askedJustNow(deps, latest) ? latest.mailAskedAt : deps.now().toISOString(),
    }));
    if (!before || askedJustNow(deps, before)) return;
    const asked = await askForLink(deps, way, before, account, visitor);
    await way.journeys.change(of.id, of.browser, (latest) => ({ ...latest, ...asked }));
    await way.journeys.prolong(of.id, of.browser);
  });
}

/** What the unopened link in a mailbox is counted by: one for each kind of journey of an identifier. */
const linkOf = ({ journey }: Way, { profile, identifier }: Pick<Mailed, 'profile' | 'identifier'>): string =>
  `${journey}:${profile}:${identifier}`;

async function askForLink<S extends Mailed>(
  deps: Deps,
  way: MailWay<S>,
  journey: S,
  account: Account | undefined,
  visitor: Visitor,
): Promise<Pick<Mailed, 'mailAskedAt' | 'mailMessage'>> {
  const { allowed, until } = await deps.throttles.consume(rateLimits.mailboxLink, linkOf(way, journey));
  if (!allowed) {
    await deps.throttles.refund(rateLimits.mailboxLink, linkOf(way, journey));
    const writtenAt = new Date(until.getTime() - rateLimits.mailboxLink.seconds * 1000);
    return { mailAskedAt: writtenAt.toISOString(), mailMessage: undefined };
  }
  const mailMessage = await (account ? mailTo(deps, account, way, journey, visitor) : pretend(deps, way, journey));
  // A link that was withheld is in nobody's mailbox.
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

/** The same work for nobody: the clock must not tell who has an account (floor 2). */
async function pretend({ links, notifier }: Deps, way: Way, journey: Pick<Mailed, 'profile' | 'identifier'>) {
  await links.pretend();
  return notifier.pretend('mailbox-link', 'mail', linkOf(way, journey));
}

/** A migrante shows no card here: who said "No fui yo" comes back at the desk. */
const onlyAtDesk = ({ profile, state }: Pick<Account, 'profile' | 'state'>): boolean =>
  profile === 'migrante' && state === 'congelada';

/** A second click is not a second letter; a minute later it is. */
function askedJustNow({ now }: Deps, { mailAskedAt }: Mailed): boolean {
  return mailAskedAt !== undefined && now().getTime() - Date.parse(mailAskedAt) < 60_000;
}

/**
 * Opens the link: whoever has the mailbox goes on in this browser, and the trail tells of it, for contacts and question
 * rest from then on (mailbox-rest.ts). Gives the journey's page; throws `link-spent`.
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
    const page = link?.about === undefined ? undefined : await adopted(way, link.about, browser);
    // The trail's lock last: whoever asks for a link takes the journey's row before it, too.
    if (account) await noteOpened(deps, account, way, visitor);
    return { account, page };
  });
  // Opened, also when its journey had run out: another one may be sent at once.
  if (account) await deps.throttles.refund(rateLimits.mailboxLink, linkOf(way, account));
  if (page === undefined) throw new Refusal('link-spent');
  return page;
}

const noteOpened = ({ audit }: Deps, { id: accountId, subject }: Account, { journey }: Way, visitor?: Visitor) =>
  audit.record({ act: 'mailbox.opened', accountId, subject, visitor, details: { journey } });

/** The page of the journey, which goes on in this browser; undefined where it had run out. */
async function adopted<S extends Mailed>(way: MailWay<S>, id: string, browser: string): Promise<string | undefined> {
  const own = await way.journeys.find(id, browser);
  const journey = await way.journeys.adopt(id, browser);
  if (!journey) return undefined;
  const kept = own ? (same: S) => same : (way.elsewhere ?? ((same: S) => same));
  await way.journeys.change(journey.id, browser, (latest) => ({ ...kept(latest), byMail: true }));
  return way.pageOf(journey);
}

/** Links in the mailbox have one budget for (identifier, network), whatever goes on by them; throws `mail-paused`. */
export async function assertMailMayGo({ throttles }: Deps, who: string, { network }: Visitor): Promise<void> {
  const consumed = await consumeAll(throttles, [
    { rateLimit: rateLimits.recoveryByMailbox, by: [who, blocksOf(network).site] },
    { rateLimit: rateLimits.recoveryByNetwork, by: [network] },
    { rateLimit: rateLimits.recoveryByNetworkLonger, by: [network] },
  ]);
  if (!consumed.spent) return;
  await consumed.refund();
  const { rateLimit, until } = consumed.spent;
  throw new Refusal('mail-paused', { of: rateLimit.by === 'network' ? 'network' : 'identifier', until });
}
