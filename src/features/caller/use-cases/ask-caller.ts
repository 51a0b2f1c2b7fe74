import { randomUUID } from 'node:crypto';
import { callChoices } from '../../../account/call-contacts.ts';
import { notifyContact } from '../../../account/notify-account.ts';
import type { Account } from '../../../domain/account.ts';
import { CALL_MINUTES, type CallContact, callEndsAt, drawNumbers, NUMBER_BYTES } from '../../../domain/caller-check.ts';
import { isOwnAccount } from '../../../domain/own-account.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { staffMark } from '../../../domain/staff.ts';
import type { Visitor } from '../../../ports/audit.ts';
import { consumeAll } from '../../../ports/consume-all.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StaffMember } from '../../../ports/staff.ts';
import { callLimits } from './call-limits.ts';

/** The member of staff who asks. */
export type CallAgent = Pick<StaffMember, 'id' | 'run' | 'roles' | 'office'>;

/**
 * Sends the holder of an account a link by which they say whether it is they who telephone; an earlier one that waits
 * ends. Counted by agent and by account, never by what the owner needs for a key. Throws `call-contact-missing`,
 * `call-own-account`, `too-many-calls`.
 */
export async function askCaller(
  deps: Deps,
  by: CallAgent,
  asked: { readonly accountId: string; readonly contact: CallContact },
  visitor: Visitor,
): Promise<void> {
  const { accountId, contact } = asked;
  const consumed = await consumeAll(deps.throttles, callLimits(by.id, accountId));
  if (consumed.spent) {
    await consumed.refund();
    throw new Refusal('too-many-calls', { until: consumed.spent.until });
  }
  await deps.atomically(async () => {
    const account = await deps.accounts.lock(accountId);
    if (!account) throw new Refusal('call-contact-missing');
    if (isOwnAccount(by.run, account)) throw new Refusal('call-own-account');
    await send(deps, account, { by, contact }, visitor);
  });
}

async function send(
  deps: Deps,
  account: Account,
  { contact, by }: { readonly contact: CallContact; readonly by: CallAgent },
  visitor: Visitor,
): Promise<void> {
  const { id: accountId, subject } = account;
  const choice = callChoices(account).find((one) => one.contact === contact);
  if (!choice) throw new Refusal('call-contact-missing');
  const { masked, to } = choice;
  await deps.deskCalls.replace(accountId);
  await deps.links.endBy('desk-call', accountId, deps.now());
  const id = randomUUID();
  const until = callEndsAt(deps.now());
  const token = await deps.links.issue('desk-call', accountId, until, id, { contact: to.to });
  const link = `${deps.issuer}/llamada/${token}`;
  const message = await notifyContact(deps, account, { kind: 'caller-check', link, minutes: CALL_MINUTES }, to);
  const numbers = drawNumbers(deps.chance(NUMBER_BYTES));
  const { id: memberId, office } = by;
  await deps.deskCalls.add({ id, accountId, memberId, office, contact, masked, message, numbers });
  const details = { ...staffMark(by), contact };
  await deps.audit.record({ act: 'call.asked', accountId, subject, visitor, details });
}
