import { type Account, CONFIRMATION_HOURS } from '../domain/account.ts';
import { type Email, mailboxOf } from '../domain/email.ts';
import { PlainKey } from '../domain/key.ts';
import { assertNotGuessable } from '../domain/key-block-list.ts';
import { Refusal } from '../domain/refusal.ts';
import { budgets } from '../domain/throttle.ts';
import type { NewAccount } from '../ports/accounts.ts';
import type { Visitor } from '../ports/audit.ts';
import type { HeldCard } from '../ports/holds.ts';
import type { Notice } from '../ports/notice.ts';
import type { World } from '../ports/world.ts';
import { doneNow } from './done-now.ts';
import { emailToConfirm } from './email-to-confirm.ts';
import { holdRecreation } from './legacy-recreation.ts';

/** What every registration has in common, once the registries have said who it is of. */
export interface Beginning {
  readonly account: Omit<NewAccount, 'keyHash' | 'question'>;
  readonly key: PlainKey;
  readonly question?: { readonly id: number; readonly answer: string } | undefined;
  /** Names that the key must not be made of. */
  readonly names: readonly (string | undefined)[];
  /** The card that was shown, and whose it is. */
  readonly card?: HeldCard | undefined;
}

/** A network may begin so many registrations and no more; asked before any registry is. */
export async function assertNetworkMayRegister({ throttles }: World, { network }: Visitor): Promise<void> {
  const { allowed, until } = await throttles.take(budgets.registrationByNetwork, network);
  if (!allowed) throw new Refusal('too-many-tries', { until });
}

/**
 * Opens an account that waits for its e-mail to be confirmed and reserves nothing until then. Gives the id of the
 * message that was sent. An identifier that has an account is refused by name (C11b) within the network's budget;
 * past it, and in `segura`, the page is the same as for anybody and only the owner is told. In the same `browser` the
 * link asks for no key; one that a card re-creates from the old system waits out the hold.
 */
export async function beginRegistration(
  world: World,
  wanted: Beginning,
  visitor: Visitor,
  browser?: string,
): Promise<string> {
  assertNotGuessable(wanted.key.reveal(), wanted.names);
  // Hashed before anybody looks whether the account exists: both answers cost the same.
  const secrets = await hashed(world, wanted);
  const holder = await holderOf(world, wanted.account);
  await assertMayGoOn(world, holder, visitor);

  return world.atomically(async () => {
    const typed = wanted.account.personal.email;
    const email = await emailToConfirm(world, wanted.account);
    const personal = { ...wanted.account.personal, email: email ?? wanted.account.personal.email };
    const account = await world.accounts.add({ ...wanted.account, ...secrets, personal });
    const imported = await world.legacyKeys.contactsOf(account.profile, account.identifier);
    if (imported && wanted.card && !holder) await holdRecreation(world, account, wanted.card, imported, visitor);
    return tell(world, account, { holder, typed, cardNeeded: email === undefined, browser }, visitor);
  });
}

async function hashed(
  { hasher }: World,
  { key, question }: Beginning,
): Promise<Pick<NewAccount, 'keyHash' | 'question'>> {
  const keyHash = await hasher.hash(key);
  if (!question) return { keyHash };
  return { keyHash, question: { id: question.id, answerHash: await hasher.hash(new PlainKey(question.answer)) } };
}

/** Whoever holds this identifier; a pending registration holds nothing. */
async function holderOf(
  { accounts }: World,
  { profile, identifier }: Beginning['account'],
): Promise<Account | undefined> {
  const found = await accounts.findByIdentifier(profile, identifier);
  return found?.state === 'pendiente_correo' ? undefined : found;
}

/** C11b: says that the identifier has an account, while the policy and the network's budget let it. */
async function assertMayGoOn(
  { throttles, policy, audit }: World,
  holder: Account | undefined,
  visitor: Visitor,
): Promise<void> {
  // Both cases write the same rows; for a free identifier they count on a row that nobody reads.
  const counted = holder ? visitor.network : `free:${visitor.network}`;
  const { allowed } = await throttles.take(budgets.unknownByNetwork, counted);
  if (!holder || !policy.tellsRegistered || !allowed) return;
  await audit.record({
    act: 'registration.refused',
    accountId: holder.id,
    visitor,
    details: { code: 'already-registered' },
  });
  throw new Refusal('already-registered', { profile: holder.profile });
}

interface Standing {
  readonly holder: Account | undefined;
  readonly typed: Email;
  /** The old system knew the identifier and no e-mail of it: only the card opens it. */
  readonly cardNeeded: boolean;
  readonly browser: string | undefined;
}

/**
 * Sends the link to whoever registered; where somebody holds the identifier, tells that holder instead, and the link
 * goes nowhere. The rows are the same either way, so that no clock tells the one from the other.
 */
async function tell(world: World, account: Account, standing: Standing, visitor: Visitor): Promise<string> {
  const expires = new Date(world.now().getTime() + CONFIRMATION_HOURS * 3_600_000);
  const token = await world.links.issue('confirm-email', account.id, expires, undefined, { browser: standing.browser });
  const told = standing.holder ?? account;
  const act = standing.holder ? 'registration.refused' : 'registration.begun';
  await world.audit.record({ act, accountId: told.id, subject: account.subject, visitor });
  const notice = noticeFor(world, standing, token, visitor);
  const left = await world.notifier.send(notice, { channel: 'mail', to: told.personal.email }, told.id);
  // The page follows what goes to the typed address and nothing else: what became of a letter to the holder, or to the
  // address that the old system knew, tells a stranger of them.
  const who = `${account.profile}:${account.identifier}`;
  const elsewhere = standing.holder !== undefined || told.personal.email !== standing.typed;
  const instead = await (elsewhere
    ? world.notifier.pretend('confirm-email', 'mail', `${who}:${mailboxOf(standing.typed)}`)
    : world.notifier.pretend('registration-attempted', 'mail', who));
  return elsewhere ? instead : left;
}

function noticeFor(world: World, { holder, cardNeeded }: Standing, token: string, visitor: Visitor): Notice {
  if (holder) return { kind: 'registration-attempted', ...doneNow(world, visitor) };
  if (cardNeeded) return { kind: 'card-needed' };
  return { kind: 'confirm-email', link: `${world.issuer}/confirmar/${token}`, hours: CONFIRMATION_HOURS };
}
