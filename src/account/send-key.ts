import type { Account } from '../domain/account.ts';
import { confirmedMobile, confirmedRepresentativeEmail } from '../domain/contacts.ts';
import { neverProved } from '../domain/identity.ts';
import type { Phone } from '../domain/phone.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Rut } from '../domain/rut.ts';
import { budgets } from '../domain/throttle.ts';
import type { Visitor } from '../ports/audit.ts';
import type { HeldCard, HoldKind } from '../ports/holds.ts';
import type { Notice, Waits } from '../ports/notice.ts';
import type { RecoveryOutcome, StoredRecovery } from '../ports/recoveries.ts';
import type { World } from '../ports/world.ts';
import { askContact } from './ask-contact.ts';
import { deliverKey, type Fresh, freshKey, RECOVERY_CODES, type Way, waysBack } from './deliver-key.ts';
import { disavowLink } from './disavow-link.ts';
import { doneNow } from './done-now.ts';
import { isMailboxShared, linkSuffices } from './mailbox-alone.ts';
import { maySend } from './may-send.ts';
import { openHold } from './open-hold.ts';
import { accountOf, type RecoveryOf, recoveryAt, standingContest } from './recover-key.ts';
import { contestPage } from './take-back.ts';
import { type NoticeFor, tellContact } from './tell-holder.ts';
import { tellReplaced } from './tell-replaced.ts';

/**
 * "Recuperar Clave": sends what the policy sends to contacts on file, or lets new contacts wait out the hold. For an
 * identifier that nobody holds the page is the same and nothing leaves. A second click changes nothing.
 */
export async function sendKey(world: World, of: RecoveryOf, visitor: Visitor): Promise<void> {
  const recovery = await recoveryAt(world, of, 'send');
  const account = await accountOf(world, recovery);
  if (account && !recovery.card && (needsCard(account) || (await needsMore(world, account, recovery)))) {
    if (recovery.profile === 'migrante') throw new Refusal('document-at-desk');
    // The SII's list changed, or the account was frozen, while the person was on the way: the next page asks for it.
    await world.recoveries.change(of.id, of.browser, (latest) => ({ ...latest, cardAlways: true }));
    return;
  }
  if (!(await maySend(world, of, account, recovery))) return;
  if (account && recovery.card && (await isForAContest(world, of, account, recovery))) return;
  const fresh = await freshKey(world, account);
  await world.atomically(async () => {
    const before = await world.recoveries.change(of.id, of.browser, (latest) => ({ ...latest, sent: true }));
    if (!before || before.sent) return;
    await assertCodeMayGo(world, account, recovery);
    const outcome = account
      ? await sendTo(world, account, { of, recovery, fresh, visitor })
      : await pretend(world, recovery);
    await world.audit.record({
      act: 'recovery.sent',
      accountId: account?.id,
      subject: account?.subject,
      visitor,
      details: { held: outcome.request !== undefined },
    });
    const byLink = waysBack(world, account) === 'link-and-code';
    await tell(world, of, { ...outcome, byLink, reference: visitor.reference, times: 1 });
  });
}

/** Three codes a day, for whoever holds the identifier and for nobody alike; throws `too-many-codes`, and nothing is changed. */
async function assertCodeMayGo(
  world: World,
  account: Account | undefined,
  { profile, identifier, contacts }: StoredRecovery,
): Promise<void> {
  if (contacts || waysBack(world, account) === 'key') return;
  const who = account?.id ?? `${profile}:${identifier}`;
  const { allowed, until } = await world.throttles.take(budgets.accountCodes, who, RECOVERY_CODES);
  if (!allowed) throw new Refusal('too-many-codes', { until });
}

/** An answer sends the key to the mailbox alone where there is no mobile: not to a mailbox that many accounts share. */
async function needsMore(world: World, account: Account, recovery: StoredRecovery): Promise<boolean> {
  if (waysBack(world, account) !== 'key' || phoneOf(world, account, recovery)) return false;
  return isMailboxShared(world, account);
}

const needsCard = ({ keyNeedsCard, state }: Account): boolean => keyNeedsCard === true || state === 'congelada';

/**
 * Whether a contest began meanwhile, or other contacts were typed for an account that was never proved: the next page
 * tells of the contest, and nothing is sent.
 */
async function isForAContest(
  world: World,
  of: RecoveryOf,
  account: Account,
  { contacts }: Pick<StoredRecovery, 'contacts'>,
): Promise<boolean> {
  const contested = await standingContest(world, account);
  const unproved = neverProved(account);
  if (!contested && !(unproved && contacts)) return false;
  await world.recoveries.change(of.id, of.browser, (latest) => ({ ...latest, unproved, contested }));
  return true;
}

/** Another one, in the place of the one that did not come; it goes where the first went. */
export async function sendAgain(
  world: World,
  of: RecoveryOf,
  { profile, outcome, ...rest }: StoredRecovery,
  visitor: Visitor,
): Promise<void> {
  if (!outcome) return;
  const account = await accountOf(world, rest);
  if (!(await maySend(world, of, account, { ...rest, profile }))) return;
  if (account && rest.card && (await isForAContest(world, of, account, rest))) return;
  const fresh = await freshKey(world, account);
  await world.atomically(async () => {
    const before = await world.recoveries.change(of.id, of.browser, (latest) => ({
      ...latest,
      // A second click at the same moment sends nothing and costs no try.
      outcome:
        latest.outcome?.times === outcome.times ? { ...latest.outcome, times: outcome.times + 1 } : latest.outcome,
    }));
    if (before?.outcome?.times !== outcome.times) return;
    const resent = { ...rest, profile, outcome };
    await assertCodeMayGo(world, account, resent);
    const sent = account
      ? await sendToOnFile(world, account, { of, recovery: resent, fresh }, outcome)
      : await pretend(world, resent);
    await world.audit.record({ act: 'recovery.sent', accountId: account?.id, visitor, details: { again: true } });
    const { byLink } = outcome;
    await tell(world, of, { ...sent, byLink, reference: visitor.reference, times: outcome.times + 1 });
  });
}

async function tell(world: World, of: RecoveryOf, outcome: Omit<RecoveryOutcome, 'at'>): Promise<void> {
  const told = { ...outcome, at: world.now().toISOString() };
  await world.recoveries.change(of.id, of.browser, (latest) => ({ ...latest, outcome: told }));
}

type Outcome = Pick<RecoveryOutcome, 'mail' | 'sms' | 'request'>;

interface Sending {
  readonly of: RecoveryOf;
  readonly recovery: StoredRecovery;
  readonly fresh: Fresh;
  readonly visitor: Visitor;
}

async function sendTo(world: World, account: Account, { of, recovery, fresh, visitor }: Sending): Promise<Outcome> {
  const sms = phoneOf(world, account, recovery);
  await tellOthers(world, account, recovery, visitor);
  if (recovery.contacts) return held(world, account, recovery, 'replace-contacts', visitor);
  if (isAlone(world, account, sms) && !(recovery.card && (await linkSuffices(world, account)))) {
    await held(world, account, recovery, 'recover-by-one', visitor);
    // The page is that of anybody; the letter tells the holder how long to wait (C3).
    return pretend(world, recovery);
  }
  const byAnswer = waysBack(world, account) === 'key' && !recovery.card;
  const unfit = byAnswer && sms !== undefined && (await isMailboxShared(world, account));
  const mail = !(recovery.profile === 'migrante' && recovery.byMail) && !unfit;
  if (!mail && !sms) throw new Refusal('document-at-desk');
  return sendToOnFile(
    world,
    account,
    { of, recovery, fresh },
    {
      mail: mail ? 'mail' : undefined,
      sms: sms ? 'sms' : undefined,
    },
  );
}

/** Sends to contacts on file by the channels named; the page of whoever has one contact is that of anybody (C3). */
async function sendToOnFile(
  world: World,
  account: Account,
  { of, recovery, fresh }: Omit<Sending, 'visitor'>,
  channels: Pick<Outcome, 'mail' | 'sms'>,
): Promise<Outcome> {
  const sms = channels.sms ? phoneOf(world, account, recovery) : undefined;
  const { card: proved, question, byMail } = recovery;
  const cardAlone = proved && question !== 'answered' && !byMail;
  const way = { proved, cardAlone, mail: channels.mail !== undefined, sms };
  const deliver = () => deliverFor(world, account, { fresh, way, of, recovery });
  if (!isAlone(world, account, phoneOf(world, account, recovery))) return deliver();
  if (!recovery.card || !(await linkSuffices(world, account))) return pretend(world, recovery);
  const { mail } = await deliver();
  return { ...(await pretend(world, recovery)), mail };
}

interface Delivery {
  readonly fresh: Fresh;
  readonly way: Way;
  readonly of: RecoveryOf;
  readonly recovery: Pick<StoredRecovery, 'cardAt'>;
}

/** Sends what the policy sends, and notes in which browser the card was shown for it. */
async function deliverFor(
  world: World,
  account: Account,
  { fresh, way, of, recovery: { cardAt } }: Delivery,
): Promise<Outcome> {
  const messages = await deliverKey(world, account, fresh, way);
  const sent = cardAt === undefined ? undefined : await world.provisionalKeys.outstanding(account.id);
  if (sent && cardAt && sent.keyHash === fresh.keyHash)
    await world.provisionalKeys.noteCard(sent.id, { browser: of.browser, at: new Date(cardAt) });
  return messages;
}

/** Under link and code both are needed: who has one contact only waits out the hold (C6). */
const isAlone = (world: World, account: Account, sms: Phone | undefined): boolean =>
  waysBack(world, account) === 'link-and-code' && !sms;

/**
 * Where a key or a code goes by SMS. A company's key goes to its e-mail alone where the representative's card was asked
 * (guide, 3.1 and 3.2); a code always goes to the mobile on file, for the link alone opens nothing (C6).
 */
function phoneOf(world: World, account: Account, { profile, question }: StoredRecovery): Phone | undefined {
  const mobile = confirmedMobile(account);
  if (profile !== 'juridica') return mobile;
  const bySms = waysBack(world, account) === 'link-and-code' || question === 'answered';
  return bySms ? mobile : undefined;
}

async function held(
  world: World,
  account: Account,
  { serial, representative, contacts, identifier }: StoredRecovery,
  kind: HoldKind,
  visitor: Visitor,
): Promise<Outcome> {
  if (!serial) throw new Refusal('document-at-desk');
  const card: HeldCard = { run: representative ?? (identifier as Rut), serial, contacts };
  const notice = (waits: Waits): Notice => {
    if (kind === 'replace-contacts') return { kind: 'contacts-asked', ...waits };
    // What a card asked of an account that never showed one is not taken back: the card decides.
    if (neverProved(account)) return { kind: 'recovery-waits', ...waits, link: contestPage(world) };
    return { kind: 'recovery-held', ...waits };
  };
  const { request } = await openHold(world, { kind, account, card, notice }, visitor);
  if (contacts) await askContact(world, account, contacts.email, request);
  return { request };
}

/**
 * The representative hears of every recovery of the company's key, with a link that freezes it (C12), and so do contacts
 * that were replaced less than seven days ago.
 */
async function tellOthers(world: World, account: Account, { card }: StoredRecovery, visitor: Visitor): Promise<void> {
  if (card && neverProved(account)) return tellUnproved(world, account, visitor);
  const told =
    (kind: 'recovery-asked' | 'recovery-warned'): NoticeFor =>
    async (to) => ({ kind, ...doneNow(world, visitor), link: await disavowLink(world, account, to) });
  await tellReplaced(world, account, told('recovery-warned'));
  if (account.profile !== 'juridica') return;
  const email = confirmedRepresentativeEmail(account);
  const mobile = confirmedMobile(account);
  if (email) await tellContact(world, account, told('recovery-asked'), { channel: 'mail', to: email });
  if (mobile) await tellContact(world, account, told('recovery-asked'), { channel: 'sms', to: mobile });
}

/** At an account that was never proved the way of its representative against a card is the card. */
async function tellUnproved(world: World, account: Account, visitor: Visitor): Promise<void> {
  const notice = { kind: 'recovery-unproved', ...doneNow(world, visitor), link: contestPage(world) } as const;
  if (account.profile !== 'juridica') return;
  const email = confirmedRepresentativeEmail(account);
  const mobile = confirmedMobile(account);
  if (email) await tellContact(world, account, notice, { channel: 'mail', to: email });
  if (mobile) await tellContact(world, account, notice, { channel: 'sms', to: mobile });
}

/** Messages that go nowhere, so that the last page looks and moves as for anybody (C3). */
async function pretend(
  { notifier, policy }: World,
  { profile, identifier, contacts }: StoredRecovery,
): Promise<Outcome> {
  if (contacts) return { request: '' };
  const who = `${profile}:${identifier}`;
  const byKey = policy.recoversBy === 'key';
  const mail = await notifier.pretend(byKey ? 'provisional-key' : 'recovery-link', 'mail', who);
  if (profile === 'juridica' && byKey) return { mail };
  return { mail, sms: await notifier.pretend(byKey ? 'provisional-key' : 'recovery-code', 'sms', who) };
}
