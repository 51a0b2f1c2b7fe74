import type { Account } from '../domain/account.ts';
import { confirmedMobile } from '../domain/contacts.ts';
import { type ContactKind, mobileOf } from '../domain/data-update.ts';
import { Secret } from '../domain/key.ts';
import { smsCode } from '../domain/provisional-key.ts';
import { Refusal } from '../domain/refusal.ts';
import { rateLimits } from '../domain/throttle.ts';
import type { CodePurpose } from '../ports/account-codes.ts';
import type { Deps } from '../ports/deps.ts';
import type { HashPlace } from '../ports/hasher.ts';
import type { AskedBy, Recipient } from '../ports/notifier.ts';
import type { Spent } from '../ports/throttles.ts';
import { codeHost } from './code-host.ts';
import { isCodeUsable, LIFE } from './provisional-life.ts';

/** Milliseconds in which a second click sends no second code. */
const PATIENCE_MS = 60_000;

/** Which code is meant. */
export interface CodeOf {
  readonly account: Account;
  readonly purpose: CodePurpose;
  readonly contact: ContactKind;
  /** Id of the browser that asks: a code is valid in that browser only. */
  readonly browser: string;
}

/** How a code is sent. */
interface Sending {
  /** Who asks for it, where that is no stranger: the message then counts apart. */
  readonly asked?: AskedBy;
  /** What belongs to the same transaction. */
  readonly also?: () => Promise<void>;
}

/**
 * Sends six digits to a contact on file; returns the id of the message, undefined where one left less than a minute
 * ago. Throws `too-many-codes` past three a day, or after twenty wrong ones in thirty days, for (account, purpose)
 * (floor 8), and `contact-code-spent` where the account has no such contact.
 */
export async function sendAccountCode(
  deps: Deps,
  of: CodeOf,
  { asked, also }: Sending = {},
): Promise<string | undefined> {
  const { account, purpose } = of;
  const counted = countedBy(of);
  const before = await deps.accountCodes.find(placeOf(of));
  if (before && !before.provedAt && deps.now().getTime() - before.createdAt.getTime() < PATIENCE_MS) return undefined;
  assertNotSpent(await deps.throttles.peek(rateLimits.wrongAccountCodes, ...counted));
  assertNotSpent(await deps.throttles.consume(rateLimits.accountCodes, ...counted));
  const code = smsCode(deps.chance(4));
  const codeHash = await deps.hasher.hash(code, hashPlaceOf(of));
  return deps.atomically(async () => {
    const notice = {
      kind: 'account-code',
      purpose,
      code: code.reveal(),
      minutes: LIFE.codeMinutes,
      host: codeHost(deps),
    } as const;
    const message = await deps.notifier.send(notice, recipientOf(of), account.id, asked);
    await deps.accountCodes.put(placeOf(of), { codeHash, message });
    await also?.();
    return message;
  });
}

/**
 * Proves that this browser's code was read: ten minutes from dispatch, five tries, once. Throws `contact-code-wrong`
 * with what is `left`, `contact-code-spent`, or `too-many-codes`.
 */
export async function proveAccountCode(deps: Deps, of: CodeOf, typed: string): Promise<void> {
  const id = await checkAccountCode(deps, of, typed);
  if (!(await deps.accountCodes.prove(id))) throw new Refusal('contact-code-spent');
}

/** The same, except that the code is not used up: gives its id, which the caller proves in a transaction of its own. */
export async function checkAccountCode(deps: Deps, of: CodeOf, typed: string): Promise<string> {
  const code = await deps.accountCodes.find(placeOf(of));
  const left = code && (await deps.accountCodes.takeTry(code.id));
  if (!code || left === undefined || !isCodeUsable({ kind: 'code', smsAt: code.sentAt }, deps.now()))
    throw new Refusal('contact-code-spent');
  assertNotSpent(await deps.throttles.consume(rateLimits.wrongAccountCodes, ...countedBy(of)));
  if (!(await deps.hasher.matches(code.codeHash, new Secret(typed), hashPlaceOf(of))))
    throw left > 0 ? new Refusal('contact-code-wrong', { left }) : new Refusal('contact-code-spent');
  await deps.throttles.refund(rateLimits.wrongAccountCodes, ...countedBy(of));
  return code.id;
}

/**
 * The cost of a wrong code for an identifier without an account: five tries of each requested code are counted for
 * `who`, so that wrong codes shut it as they shut an account (floor 2).
 */
export async function countPretendedTry(
  { throttles }: Pick<Deps, 'throttles'>,
  who: string,
  purpose: CodePurpose,
): Promise<void> {
  const { used } = await throttles.peek(rateLimits.accountCodes, who, purpose);
  if (used === 0) return;
  const { allowed } = await throttles.consume(rateLimits.codesByKey, purpose, who, String(used));
  if (allowed) await throttles.consume(rateLimits.wrongAccountCodes, who, purpose);
}

/** Gives back the place of a code among the three of the day. */
export const refundAccountCode = ({ throttles }: Pick<Deps, 'throttles'>, of: CodeOf): Promise<void> =>
  throttles.refund(rateLimits.accountCodes, ...countedBy(of));

/** Purposes of codes that are sent only after a right key. */
const followsKey: ReadonlySet<CodePurpose> = new Set<CodePurpose>([
  'new-device',
  'factor-loss',
  'second-factor',
  'stop-hold',
]);

/**
 * By what codes are counted. Those that follow a right key (of a new device, of an enrolment, of a lost factor, against
 * a request) are counted by that key too: what a thief of the key spent does not bind the owner who has chosen another.
 */
const countedBy = ({ account: { id, keyChangedAt }, purpose }: CodeOf): readonly string[] =>
  followsKey.has(purpose) ? [id, purpose, keyChangedAt.toISOString()] : [id, purpose];

/** The code that this browser asked for last, whether or not it still serves. */
export const findAccountCode = ({ accountCodes }: Pick<Deps, 'accountCodes'>, of: CodeOf) =>
  accountCodes.find(placeOf(of));

/** Whether this browser proved a code of this purpose within the last ten minutes. */
export async function provedLately(
  deps: Pick<Deps, 'accountCodes' | 'now'>,
  of: Omit<CodeOf, 'account'> & { readonly account: Pick<Account, 'id'> },
): Promise<boolean> {
  const proved = (await deps.accountCodes.find(placeOf(of)))?.provedAt;
  return proved !== undefined && deps.now().getTime() - proved.getTime() < LIFE.codeMinutes * 60_000;
}

const placeOf = ({
  account,
  purpose,
  contact,
  browser,
}: Omit<CodeOf, 'account'> & { readonly account: Pick<Account, 'id'> }) => ({
  accountId: account.id,
  purpose,
  contact,
  browser,
});

/** What the hash of a code belongs to. */
const hashPlaceOf = ({ account, purpose }: CodeOf): HashPlace => ({ purpose: `code:${purpose}`, id: account.id });

/** A code goes to confirmed contacts, and to an unconfirmed mobile the one that confirms it. */
function recipientOf({ account, contact, purpose }: CodeOf): Recipient {
  if (contact === 'email') return { channel: 'mail', to: account.personal.email };
  const mobile = purpose === 'confirm-mobile' ? mobileOf(account) : confirmedMobile(account);
  if (!mobile) throw new Refusal('contact-code-spent');
  return { channel: 'sms', to: mobile };
}

function assertNotSpent({ allowed, until }: Spent): void {
  if (!allowed) throw new Refusal('too-many-codes', { until });
}
