import type { Account } from '../domain/account.ts';
import { Refusal } from '../domain/refusal.ts';
import { budgets } from '../domain/throttle.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Journeys } from '../ports/journeys.ts';
import type { MailedJourney, Notice } from '../ports/notice.ts';
import type { StoredRecovery } from '../ports/recoveries.ts';
import type { World } from '../ports/world.ts';

/** Id of no account: who has none costs the same look. */
const NOBODY = '00000000-0000-4000-8000-000000000000';

/** Minutes in which the link of "Continuar por correo" serves. */
const MINUTES = 30;

/** A journey that may go on by the mailbox on file instead of letters and question (WCAG 2.2, 3.3.8). */
export interface Mailed {
  readonly id: string;
  /** The account; none where nobody holds the identifier, and the pages do not tell. */
  readonly accountId?: string | undefined;
  /** Whether it goes on by the link in the mailbox and no other way, and whether that link was opened. */
  readonly mailOnly: boolean;
  readonly byMail: boolean;
  /** When the link was asked for last (ISO 8601). */
  readonly mailAskedAt?: string | undefined;
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
export const recoveryByMail = ({ recoveries }: Pick<World, 'recoveries'>): MailWay<StoredRecovery> => ({
  journey: 'recovery',
  journeys: recoveries,
  over: ({ sent }) => sent,
  path: '/recuperar/correo',
  pageOf: ({ profile, id }) => `/recuperar/${profile}/${id}`,
});

/**
 * "Continuar por correo": a link goes to the e-mail on file and replaces letters and question. The page answers the same
 * for every identifier and shows no address; where nobody holds it, a message goes nowhere. Throws `recovery-over`.
 */
export async function continueByMail<S extends Mailed>(
  world: World,
  way: MailWay<S>,
  of: JourneyOf,
  visitor: Visitor,
): Promise<void> {
  const journey = await way.journeys.find(of.id, of.browser);
  if (!journey || way.over(journey)) throw new Refusal('recovery-over');
  const account = await world.accounts.find(journey.accountId ?? NOBODY);
  await world.atomically(async () => {
    const before = await way.journeys.change(of.id, of.browser, (latest) => ({
      ...latest,
      mailOnly: true,
      mailAskedAt: askedJustNow(world, latest) ? latest.mailAskedAt : world.now().toISOString(),
    }));
    if (!before || askedJustNow(world, before)) return;
    await (account ? mailTo(world, account, way, of.id, visitor) : pretend(world));
    const desk = account && onlyAtDesk(account);
    await world.audit.record({
      act: 'recovery.mailed',
      accountId: account?.id,
      subject: account?.subject,
      visitor,
      details: { journey: way.journey, ...(desk ? { desk } : {}) },
    });
  });
}

type Way = Pick<MailWay<Mailed>, 'journey' | 'path'>;

async function mailTo(
  world: World,
  { id, personal, ...account }: Account,
  { journey, path }: Way,
  of: string,
  { reference }: Visitor,
): Promise<void> {
  const until = new Date(world.now().getTime() + MINUTES * 60_000);
  const token = await world.links.issue('mailbox', id, until, of);
  const link = `${world.issuer}${path}/${token}`;
  const notice: Notice = onlyAtDesk(account)
    ? { kind: 'thaw-at-desk', folio: reference }
    : { kind: 'mailbox-link', journey, link, minutes: MINUTES };
  await world.notifier.send(notice, { channel: 'mail', to: personal.email }, id);
}

/** The same work for nobody: the clock must not tell who has an account (floor 2). */
async function pretend({ links, notifier }: World): Promise<void> {
  await links.pretend();
  await notifier.pretend();
}

/** A migrante shows no card here: who said "No fui yo" comes back at the desk. */
const onlyAtDesk = ({ profile, state }: Pick<Account, 'profile' | 'state'>): boolean =>
  profile === 'migrante' && state === 'congelada';

/** A second click is not a second letter; a minute later it is. */
function askedJustNow({ now }: World, { mailAskedAt }: Mailed): boolean {
  return mailAskedAt !== undefined && now().getTime() - Date.parse(mailAskedAt) < 60_000;
}

/** Opens the link: whoever has the mailbox goes on in this browser. Gives the journey's page; throws `link-spent`. */
export async function openMailbox<S extends Mailed>(
  world: World,
  way: MailWay<S>,
  token: string,
  browser: string,
): Promise<string> {
  return world.atomically(async () => {
    const link = await world.links.spend('mailbox', token);
    const own = link?.about === undefined ? undefined : await way.journeys.find(link.about, browser);
    const journey = link?.about === undefined ? undefined : await way.journeys.adopt(link.about, browser);
    if (!journey) throw new Refusal('link-spent');
    const kept = own ? (same: S) => same : (way.elsewhere ?? ((same: S) => same));
    await way.journeys.change(journey.id, browser, (latest) => ({ ...kept(latest), byMail: true }));
    return way.pageOf(journey);
  });
}

/** Links in the mailbox have one budget, whatever goes on by them; throws `mail-paused`. */
export async function assertMailMayGo({ throttles }: World, who: string, { network }: Visitor): Promise<void> {
  const taken = [
    await throttles.take(budgets.recoveryByNetwork, network),
    await throttles.take(budgets.recoveryByNetworkLonger, network),
    await throttles.take(budgets.recoveryByMailbox, who),
  ];
  const spent = taken.find(({ allowed }) => !allowed);
  if (spent) throw new Refusal('mail-paused', { until: spent.until });
}
