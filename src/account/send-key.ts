import type { Account } from '../domain/account.ts';
import type { Phone } from '../domain/phone.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Rut } from '../domain/rut.ts';
import type { Visitor } from '../ports/audit.ts';
import type { HeldCard, HoldKind } from '../ports/holds.ts';
import type { Notice, Waits } from '../ports/notice.ts';
import type { RecoveryOutcome, StoredRecovery } from '../ports/recoveries.ts';
import type { World } from '../ports/world.ts';
import { askContact } from './ask-contact.ts';
import { deliverKey, type Fresh, freshKey, waysBack } from './deliver-key.ts';
import { disavowLink } from './disavow-link.ts';
import { doneNow } from './done-now.ts';
import { openHold } from './open-hold.ts';
import { accountOf, type RecoveryOf, recoveryAt } from './recover-key.ts';
import { tellReplaced } from './tell-replaced.ts';

/**
 * "Recuperar Clave": sends what the policy sends to contacts on file, or lets new contacts wait out the hold. For an
 * identifier that nobody holds the page is the same and nothing leaves. A second click changes nothing.
 */
export async function sendKey(world: World, of: RecoveryOf, visitor: Visitor): Promise<void> {
  const recovery = await recoveryAt(world, of, 'send');
  const account = await accountOf(world, recovery);
  if (account && needsCard(account) && !recovery.card) {
    if (recovery.profile === 'migrante') throw new Refusal('document-at-desk');
    // The SII's list changed, or the account was frozen, while the person was on the way: the next page asks for it.
    await world.recoveries.change(of.id, of.browser, (latest) => ({ ...latest, cardAlways: true }));
    return;
  }
  const fresh = await freshKey(world, account);
  await world.atomically(async () => {
    const before = await world.recoveries.change(of.id, of.browser, (latest) => ({ ...latest, sent: true }));
    if (!before || before.sent) return;
    const outcome = account ? await sendTo(world, account, recovery, fresh, visitor) : await pretend(world, recovery);
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

const needsCard = ({ keyNeedsCard, state }: Account): boolean => keyNeedsCard === true || state === 'congelada';

/** Another one, in the place of the one that did not come; it goes where the first went. */
export async function sendAgain(
  world: World,
  of: RecoveryOf,
  { profile, outcome, ...rest }: StoredRecovery,
  visitor: Visitor,
): Promise<void> {
  if (!outcome) return;
  const account = await accountOf(world, rest);
  const fresh = await freshKey(world, account);
  await world.atomically(async () => {
    const before = await world.recoveries.change(of.id, of.browser, (latest) => ({
      ...latest,
      // A second click at the same moment sends nothing and costs no try.
      outcome:
        latest.outcome?.times === outcome.times ? { ...latest.outcome, times: outcome.times + 1 } : latest.outcome,
    }));
    if (before?.outcome?.times !== outcome.times) return;
    const sms = account && outcome.sms ? phoneOf(world, account, { ...rest, profile, outcome }) : undefined;
    const way = { proved: rest.card, mail: outcome.mail !== undefined, sms };
    const sent =
      account && !isAlone(world, account, sms)
        ? await deliverKey(world, account, fresh, way)
        : await pretend(world, { ...rest, profile, outcome });
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

async function sendTo(
  world: World,
  account: Account,
  recovery: StoredRecovery,
  fresh: Fresh,
  visitor: Visitor,
): Promise<Outcome> {
  const sms = phoneOf(world, account, recovery);
  await tellOthers(world, account, visitor);
  if (recovery.contacts) return held(world, account, recovery, 'replace-contacts', visitor);
  if (isAlone(world, account, sms)) {
    await held(world, account, recovery, 'recover-by-one', visitor);
    // The page is that of anybody; the letter tells the holder how long to wait (C3).
    return pretend(world, recovery);
  }
  const mail = !(recovery.profile === 'migrante' && recovery.byMail);
  if (!mail && !sms) throw new Refusal('document-at-desk');
  return deliverKey(world, account, fresh, { proved: recovery.card, mail, sms });
}

/** Under link and code both are needed: who has one contact only waits out the hold (C6). */
const isAlone = (world: World, account: Account, sms: Phone | undefined): boolean =>
  waysBack(world, account) === 'link-and-code' && !sms;

/**
 * Where a key or a code goes by SMS. A company's key goes to its e-mail alone where the representative's card was asked
 * (guide, 3.1 and 3.2); a code always goes to the mobile on file, for the link alone opens nothing (C6).
 */
function phoneOf(world: World, account: Account, { profile, question }: StoredRecovery): Phone | undefined {
  const { personal } = account;
  if (profile !== 'juridica') return personal.mobile;
  const bySms = waysBack(world, account) === 'link-and-code' || question === 'answered';
  return bySms ? personal.company?.representative.mobile : undefined;
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
  const notice = (waits: Waits): Notice => ({
    kind: kind === 'replace-contacts' ? 'contacts-asked' : 'recovery-held',
    ...waits,
  });
  const { request } = await openHold(world, { kind, account, card, notice }, visitor);
  if (contacts) await askContact(world, account, contacts.email, request);
  return { request };
}

/**
 * The representative hears of every recovery of the company's key, with a link that freezes it (C12), and so do contacts
 * that were replaced less than seven days ago.
 */
async function tellOthers(world: World, account: Account, visitor: Visitor): Promise<void> {
  const link = await disavowLink(world, account);
  const notice = { kind: 'recovery-asked', ...doneNow(world, visitor), link } as const;
  await tellReplaced(world, account, { ...notice, kind: 'recovery-warned' });
  const representative = account.personal.company?.representative;
  if (representative?.email)
    await world.notifier.send(notice, { channel: 'mail', to: representative.email }, account.id);
  if (representative?.mobile)
    await world.notifier.send(notice, { channel: 'sms', to: representative.mobile }, account.id);
}

/** Messages that go nowhere, so that the last page looks and moves as for anybody (C3). */
async function pretend({ notifier, policy }: World, { profile, contacts }: StoredRecovery): Promise<Outcome> {
  if (contacts) return { request: '' };
  const mail = await notifier.pretend();
  const bySms = profile !== 'juridica' || policy.recoversBy === 'link-and-code';
  return bySms ? { mail, sms: await notifier.pretend() } : { mail };
}
