import { assertNetworkMayRegister } from '../../../account/look-up-pass.ts';
import { holderOf } from '../../../account/registered-already.ts';
import { type Account, CONFIRMATION_HOURS, hoursToConfirm } from '../../../domain/account.ts';
import type { Email } from '../../../domain/email.ts';
import type { JourneyOrigin } from '../../../domain/journey-origin.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type RateLimit, rateLimits } from '../../../domain/throttle.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { Begun } from './begin-registration.ts';
import { emailToConfirm } from './email-to-confirm.ts';
import { sendConfirmation } from './send-confirmation.ts';

/** A registration that waits, in the browser that sent it. */
export interface PendingRegistration {
  readonly accountId: string;
  /** Id of that browser. */
  readonly browser: string;
  /** The address that was typed; the message may be sent elsewhere, where the old system knew the identifier. */
  readonly typed: Email;
  /** The sign-in where it began. */
  readonly origin?: JourneyOrigin | undefined;
}

/** The message that was sent, and the address that counts as typed by now. */
export interface Amended extends Begun {
  readonly typed: Email;
  /** How long its link is valid. */
  readonly hours: number;
}

/** When another message may be asked for: half an hour after the last one (floor 8). Undefined: now. */
export async function nextMailAt({ throttles }: Pick<Deps, 'throttles'>, accountId: string): Promise<Date | undefined> {
  const { allowed, until } = await throttles.peek(rateLimits.confirmationLetter, accountId);
  return allowed ? undefined : until;
}

/**
 * Sends the message of a registration once more, to the address that was typed last; the link before it ends, and the
 * new one is valid no longer than the registration waits. Throws `too-many-tries` within half an hour of the last one,
 * `link-spent` where the registration no longer waits. An identifier that has an account is treated alike, and no
 * message is sent to the address that was typed.
 */
export async function sendMailAgain(deps: Deps, of: PendingRegistration, visitor: Visitor): Promise<Amended> {
  await assertWaits(deps, of.accountId);
  const until = await nextMailAt(deps, of.accountId);
  if (until) throw new Refusal('too-many-tries', { until });
  return amend(deps, of, visitor, {
    count: () => take(deps, rateLimits.confirmationLetter, of.accountId),
    typedIn: (waiting) => typedLast(deps, waiting, of.typed),
  });
}

/**
 * Replaces the address of a registration before it is confirmed: the link to the old one ends and the new one gets its
 * message. Three times for a registration, and each counts as a registration of the network, so that it sends no more
 * messages to strangers than registering does (floor 8). Throws `too-many-tries`, `link-spent`.
 */
export async function correctEmail(
  deps: Deps,
  of: PendingRegistration,
  email: Email,
  visitor: Visitor,
): Promise<Amended> {
  await assertWaits(deps, of.accountId);
  await take(deps, rateLimits.registrationCorrections, of.accountId);
  await assertNetworkMayRegister(deps, visitor);
  return amend(deps, of, visitor, {
    count: async () => {
      await deps.throttles.forget(rateLimits.confirmationLetter, of.accountId);
      await deps.throttles.consume(rateLimits.confirmationLetter, of.accountId);
    },
    typedIn: async () => email,
  });
}

async function take({ throttles }: Pick<Deps, 'throttles'>, rateLimit: RateLimit, by: string): Promise<void> {
  const { allowed, until } = await throttles.consume(rateLimit, by);
  if (!allowed) throw new Refusal('too-many-tries', { until });
}

async function assertWaits({ links }: Pick<Deps, 'links'>, accountId: string): Promise<void> {
  if (!(await links.waits('confirm-email', accountId))) throw new Refusal('link-spent');
}

/** How a registration is amended. */
interface Amendment {
  /** Counts the message; of several concurrent ones the others wait here for the first. */
  count(): Promise<void>;
  /** The address that counts as typed from now on. */
  typedIn(waiting: Account): Promise<Email>;
}

/**
 * One after the other, across instances: a later call finds the link of the one before, and ends it. The link is ended
 * before the account is changed: a confirmation locks them in this order, too, and one of them finds the other done.
 */
function amend(
  deps: Deps,
  { accountId, browser, origin }: PendingRegistration,
  visitor: Visitor,
  { count, typedIn }: Amendment,
): Promise<Amended> {
  return deps.atomically(async () => {
    await count();
    await deps.links.endBy('confirm-email', accountId, deps.now());
    const { waiting, hours } = await stillWaiting(deps, accountId);
    const typed = await typedIn(waiting);
    const email = await emailToConfirm(deps, withEmail(waiting, typed));
    const account = await deps.accounts.change(accountId, (latest) => withEmail(latest, email ?? typed));
    if (!account) throw new Refusal('link-spent');
    const holder = await holderOf(deps, account);
    const standing = { holder, typed, cardNeeded: !email, browser, origin, hours };
    return { message: await sendConfirmation(deps, account, standing, visitor), accountId, typed, hours };
  });
}

/**
 * The registration and for how many hours it waits: a re-creation by card waits for its waiting period, all else for a
 * day.
 */
async function stillWaiting(deps: Deps, accountId: string): Promise<{ waiting: Account; hours: number }> {
  const waiting = await deps.accounts.find(accountId);
  const hold = await deps.pendingChanges.waiting(accountId, 'legacy-recreation');
  if (waiting?.state !== 'pendiente_correo' || hold?.confirmedAt) throw new Refusal('link-spent');
  const hours = hold ? CONFIRMATION_HOURS : hoursToConfirm(waiting, deps.now());
  if (hours < 1) throw new Refusal('link-spent');
  return { waiting, hours };
}

/**
 * The address that was typed last: a page from before a correction still has the corrected one. Where the message is
 * sent to an address that the old system knew, the browser may not see that address, and keeps its own.
 */
async function typedLast(deps: Deps, waiting: Account, typed: Email): Promise<Email> {
  const goesThere = (await emailToConfirm(deps, withEmail(waiting, typed))) === typed;
  return goesThere ? waiting.personal.email : typed;
}

const withEmail = (account: Account, email: Email): Account => ({
  ...account,
  personal: { ...account.personal, email },
});
