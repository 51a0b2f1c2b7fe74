import type { Account } from '../domain/account.ts';
import type { Email } from '../domain/email.ts';
import type { JourneyOrigin } from '../domain/journey-origin.ts';
import { Refusal } from '../domain/refusal.ts';
import { type Budget, budgets } from '../domain/throttle.ts';
import type { Visitor } from '../ports/audit.ts';
import type { World } from '../ports/world.ts';
import type { Begun } from './begin-registration.ts';
import { emailToConfirm } from './email-to-confirm.ts';
import { assertNetworkMayRegister } from './look-up-pass.ts';
import { holderOf } from './registered-already.ts';
import { sendConfirmation } from './send-confirmation.ts';

/** A registration that waits, in the browser that sent it. */
export interface PendingRegistration {
  readonly accountId: string;
  /** Id of that browser. */
  readonly browser: string;
  /** The address that was typed; the letter may go elsewhere, where the old system knew the identifier. */
  readonly typed: Email;
  /** The sign-in where it began. */
  readonly origin?: JourneyOrigin | undefined;
}

/** When another letter may be asked for: half an hour after the last one (floor 8). Undefined: now. */
export async function nextLetterAt(
  { throttles }: Pick<World, 'throttles'>,
  accountId: string,
): Promise<Date | undefined> {
  const { allowed, until } = await throttles.look(budgets.confirmationLetter, accountId);
  return allowed ? undefined : until;
}

/**
 * Sends the letter of a registration once more; the link before it ends. Throws `too-many-tries` within half an hour of
 * the last one, `link-spent` where the registration waits no more. An identifier that has an account is treated alike,
 * and nothing goes to the address that was typed.
 */
export async function sendLetterAgain(world: World, of: PendingRegistration, visitor: Visitor): Promise<Begun> {
  await assertWaits(world, of.accountId);
  const until = await nextLetterAt(world, of.accountId);
  if (until) throw new Refusal('too-many-tries', { until });
  return amend(world, of, visitor);
}

/**
 * Replaces the address of a registration before it is confirmed: the link to the old one ends and the new one gets its
 * letter. Three times for a registration, and each counts as a registration of the network, so that it sends no more
 * letters to strangers than registering does (floor 8). Throws `too-many-tries`, `link-spent`.
 */
export async function correctEmail(
  world: World,
  of: PendingRegistration,
  email: Email,
  visitor: Visitor,
): Promise<Begun> {
  await assertWaits(world, of.accountId);
  await take(world, budgets.registrationCorrections, of.accountId);
  await assertNetworkMayRegister(world, visitor);
  await world.throttles.forget(budgets.confirmationLetter, of.accountId);
  return amend(world, { ...of, typed: email }, visitor);
}

async function take({ throttles }: Pick<World, 'throttles'>, budget: Budget, by: string): Promise<void> {
  const { allowed, until } = await throttles.take(budget, by);
  if (!allowed) throw new Refusal('too-many-tries', { until });
}

async function assertWaits({ links }: Pick<World, 'links'>, accountId: string): Promise<void> {
  if (!(await links.waits('confirm-email', accountId))) throw new Refusal('link-spent');
}

/** The link is ended first: a confirmation locks it before the account, too, and one of them finds the other done. */
function amend(
  world: World,
  { accountId, browser, typed, origin }: PendingRegistration,
  visitor: Visitor,
): Promise<Begun> {
  return world.atomically(async () => {
    await world.links.endBy('confirm-email', accountId, world.now());
    const waiting = await world.accounts.find(accountId);
    const hold = await world.holds.waiting(accountId, 'legacy-recreation');
    if (waiting?.state !== 'pendiente_correo' || hold?.confirmedAt) throw new Refusal('link-spent');
    const email = await emailToConfirm(world, { ...waiting, personal: { ...waiting.personal, email: typed } });
    const account = await world.accounts.change(accountId, (latest) => withEmail(latest, email ?? typed));
    if (!account) throw new Refusal('link-spent');
    const holder = await holderOf(world, account);
    const standing = { holder, typed, cardNeeded: !email, browser, origin };
    const message = await sendConfirmation(world, account, standing, visitor);
    return { message, accountId };
  });
}

const withEmail = (account: Account, email: Email): Account => ({
  ...account,
  personal: { ...account.personal, email },
});
