import type { Account } from '../domain/account.ts';
import { confirmedMobile } from '../domain/contacts.ts';
import type { ContactKind } from '../domain/data-update.ts';
import { Secret } from '../domain/key.ts';
import { smsCode } from '../domain/provisional-key.ts';
import { FieldRefusals, Refusal } from '../domain/refusal.ts';
import { rateLimits } from '../domain/throttle.ts';
import type { Visitor } from '../ports/audit.ts';
import type { ContactCode } from '../ports/contact-codes.ts';
import type { Deps } from '../ports/deps.ts';
import type { HashPlace } from '../ports/hasher.ts';
import type { Notice } from '../ports/notice.ts';
import { applyNow, contactsToConfirm, type Waiting, waitingUpdate } from './apply-now.ts';
import { codeHost } from './code-host.ts';
import { isCodeUsable, LIFE } from './provisional-life.ts';
import { pendingChangeOfLink } from './withdraw-pending-change.ts';

/** Seconds in which a second click sends no second code. */
const PATIENCE_S = 60;

/** Codes as they were typed, by the contact that each was sent to. */
export type TypedCodes = Readonly<Partial<Record<ContactKind, string>>>;

/** State of a contact that can apply an update at once. */
interface CodeState {
  readonly contact: ContactKind;
  readonly sent: boolean;
  readonly proved: boolean;
}

/** The contacts whose codes would apply the update of this link at once, with their states; none where no code does. */
export async function codesOf(deps: Deps, token: string): Promise<readonly CodeState[]> {
  const waiting = await updateOfLink(deps, token);
  if (!waiting) return [];
  const codes = await deps.contactCodes.of(waiting.hold.id);
  return contactsToConfirm(waiting).map((contact) => {
    const code = codes.find((one) => one.contact === contact);
    return { contact, sent: code !== undefined, proved: code?.provedAt !== undefined };
  });
}

async function updateOfLink(deps: Deps, token: string): Promise<Waiting | undefined> {
  const hold = await pendingChangeOfLink(deps, token);
  return hold && waitingUpdate(deps, hold.id);
}

/** «Confirmar ahora»: sends a code to each contact that is replaced and has not given its code. Throws `link-spent`. */
export async function sendCodes(deps: Deps, token: string): Promise<void> {
  const waiting = await updateOfLink(deps, token);
  if (!waiting) throw new Refusal('link-spent');
  for (const contact of contactsToConfirm(waiting)) await sendCode(deps, waiting, contact);
}

async function sendCode(deps: Deps, { hold, account }: Waiting, contact: ContactKind): Promise<void> {
  const code = smsCode(deps.chance(4));
  const codeHash = await deps.hasher.hash(code, updateCodeOf(account));
  await deps.atomically(async () => {
    await deps.accounts.lock(account.id);
    const before = (await deps.contactCodes.of(hold.id)).find((one) => one.contact === contact);
    if (before && (before.provedAt || isFresh(deps, before))) return;
    const spent = await deps.throttles.consume(rateLimits.accountCodes, ...countedBy(account, contact));
    if (!spent.allowed) throw new Refusal('too-many-codes', { until: spent.until });
    const notice = {
      kind: 'update-code',
      code: code.reveal(),
      minutes: LIFE.codeMinutes,
      host: codeHost(deps),
    } as const;
    const message = await sendTo(deps, account, contact, notice);
    await deps.contactCodes.put({ holdId: hold.id, contact, codeHash, message });
  });
}

/** What the hash of such a code belongs to. */
const updateCodeOf = ({ id }: Pick<Account, 'id'>): HashPlace => ({ purpose: 'code:update', id });

/**
 * By what the codes of an update are counted: each contact has its own (floor 8), by the key that asked for the update,
 * so that what a thief of it spent does not bind the owner who has chosen another.
 */
const countedBy = ({ id, keyChangedAt }: Account, contact: ContactKind): readonly string[] => [
  id,
  `update:${contact}`,
  keyChangedAt.toISOString(),
];

const isFresh = ({ now }: Deps, { createdAt }: ContactCode): boolean =>
  now().getTime() - createdAt.getTime() < PATIENCE_S * 1000;

function sendTo({ notifier }: Deps, account: Account, contact: ContactKind, notice: Notice): Promise<string> {
  const mobile = confirmedMobile(account);
  if (contact === 'mobile' && mobile) return notifier.send(notice, { channel: 'sms', to: mobile }, account.id);
  return notifier.send(notice, { channel: 'mail', to: account.personal.email }, account.id);
}

/**
 * Checks the codes that were typed; each contact that gave its own is replaced at once, the others still wait. Five
 * tries of each code. Throws FieldRefusals by contact (`contact-code-wrong`, `contact-code-spent`), and `link-spent`.
 */
export async function confirmNow(deps: Deps, token: string, typed: TypedCodes, visitor: Visitor): Promise<void> {
  const waiting = await updateOfLink(deps, token);
  if (!waiting) throw new Refusal('link-spent');
  const codes = await deps.contactCodes.of(waiting.hold.id);
  const right: ContactCode[] = [];
  const refused = new Map<string, Refusal>();
  for (const contact of contactsToConfirm(waiting)) {
    const code = codes.find((one) => one.contact === contact);
    if (code?.provedAt || typed[contact] === undefined) continue;
    const refusal = await judge(deps, waiting.account, code, typed[contact]);
    if (refusal) refused.set(contact, refusal);
    else if (code) right.push(code);
  }
  await approve(deps, waiting, right, visitor);
  if (refused.size > 0) throw new FieldRefusals(refused);
}

async function judge(
  deps: Deps,
  account: Account,
  code: ContactCode | undefined,
  typed: string,
): Promise<Refusal | undefined> {
  if (!code) return new Refusal('contact-code-spent');
  const left = await deps.contactCodes.takeTry(code.id);
  const serves = isCodeUsable({ kind: 'code', smsAt: code.sentAt }, deps.now());
  if (left === undefined || !serves) return new Refusal('contact-code-spent');
  const wrong = countedBy(account, code.contact);
  const { allowed, until } = await deps.throttles.consume(rateLimits.wrongAccountCodes, ...wrong);
  if (!allowed) return new Refusal('too-many-codes', { until });
  if (await deps.hasher.matches(code.codeHash, new Secret(typed), updateCodeOf(account))) {
    await deps.throttles.refund(rateLimits.wrongAccountCodes, ...wrong);
    return undefined;
  }
  return left > 0 ? new Refusal('contact-code-wrong', { left }) : new Refusal('contact-code-spent');
}

async function approve(deps: Deps, { hold, account }: Waiting, right: ContactCode[], visitor: Visitor) {
  if (right.length === 0) return;
  await deps.atomically(async () => {
    await deps.accounts.lock(account.id);
    for (const { id, contact } of right) {
      if (!(await deps.contactCodes.prove(id))) continue;
      const { id: accountId, subject } = account;
      await deps.audit.record({ act: 'contacts.approved', accountId, subject, visitor, details: { contact } });
    }
    await applyNow(deps, hold.id);
  });
}
