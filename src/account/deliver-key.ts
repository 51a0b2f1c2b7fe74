import { type Account, NO_ACCOUNT } from '../domain/account.ts';
import type { JourneyOrigin } from '../domain/journey-origin.ts';
import type { Secret } from '../domain/key.ts';
import type { Phone } from '../domain/phone.ts';
import type { Policy } from '../domain/policy.ts';
import { PROVISIONAL_BYTES, provisionalKey, smsCode } from '../domain/provisional-key.ts';
import type { Deps } from '../ports/deps.ts';
import type { Notice } from '../ports/notice.ts';
import type { NewProvisionalKey } from '../ports/provisional-keys.ts';
import { changePage } from './change-page.ts';
import { codeHost } from './code-host.ts';
import { disavowOfRepresentative } from './notify-recovery.ts';
import { LIFE } from './provisional-life.ts';

/** The counter of the codes of recoveries, besides the account (floor 8). */
export const RECOVERY_CODES = 'recovery';

/** Ids of the messages by channel. */
interface Messages {
  readonly mail?: string | undefined;
  readonly sms?: string | undefined;
}

/** What will be sent, made before the account is looked up: both cases cost the same hash. */
export interface Fresh {
  readonly secret: Secret;
  readonly keyHash: string;
  /** Whether it is a key of eight characters; its hash is no hash of a code. */
  readonly byKey: boolean;
}

/**
 * What an account is sent: what the policy states (C6), but a frozen one is recovered by link and code together, since
 * after "No fui yo" another person may have one of its contacts.
 */
export function waysBack({ policy }: Pick<Deps, 'policy'>, account?: Account): Policy['recoversBy'] {
  return account?.state === 'congelada' ? 'link-and-code' : policy.recoversBy;
}

/** Draws it: a key of eight characters, or a code of six digits that goes with the link. */
export async function freshKey(deps: Deps, account: Account | undefined): Promise<Fresh> {
  const byKey = waysBack(deps, account) === 'key';
  const secret = byKey ? provisionalKey(deps.chance(PROVISIONAL_BYTES)) : smsCode(deps.chance(4));
  const place = { purpose: byKey ? 'provisional' : 'code:recovery', id: account?.id ?? NO_ACCOUNT } as const;
  return { secret, keyHash: await deps.hasher.hash(secret, place), byKey };
}

export interface Way {
  /** Whether the card was shown for it. */
  readonly proved: boolean;
  /** Whether nothing but the card was shown: no answer, no link in the mailbox. */
  readonly cardAlone?: boolean | undefined;
  readonly mail: boolean;
  readonly sms: Phone | undefined;
  /** In which browser the card was shown for it, and when. */
  readonly shown?: NewProvisionalKey['shown'];
  /** The sign-in at which the recovery began: the page behind the link of the mail leads on to it. */
  readonly origin?: JourneyOrigin | undefined;
}

/**
 * Sends it to contacts on file, as part of the caller's transaction. The old key stays valid until a new one is saved
 * (floor 3). A withheld message starts nothing: what was sent before it stays valid.
 */
export async function deliverKey(deps: Deps, account: Account, drawn: Fresh, way: Way): Promise<Messages> {
  const byKey = waysBack(deps, account) === 'key';
  // Frozen or unfrozen since it was drawn: another kind is sent than the one that was hashed.
  const fresh = drawn.byKey === byKey ? drawn : await freshKey(deps, account);
  const kind = byKey ? 'key' : way.sms ? 'code' : 'link';
  // The account's row first, as in all code that counts messages: of two recoveries at once the later one counts.
  await deps.accounts.lock(account.id);
  const id = crypto.randomUUID();
  const messages = byKey ? await sendKeys(deps, account, fresh, way) : await sendLink(deps, account, fresh, way, id);
  if (await canArrive(deps, messages, byKey)) {
    const { proved, shown } = way;
    await deps.provisionalKeys.put({
      id,
      accountId: account.id,
      kind,
      keyHash: fresh.keyHash,
      proved,
      // A key that goes by e-mail only is known to every reader of the mailbox.
      needsMailbox: byKey && way.cardAlone === true && way.sms !== undefined,
      ...messages,
      shown,
    });
  }
  return messages;
}

/** Whether it can arrive soon: one message is enough for a key, while link and code are both needed. */
async function canArrive({ notifier }: Deps, { mail, sms }: Messages, byKey: boolean): Promise<boolean> {
  const left: boolean[] = [];
  for (const id of [mail, sms]) if (id) left.push((await notifier.delivery(id)).state !== 'withheld');
  return byKey ? left.includes(true) : !left.includes(false);
}

async function sendKeys(deps: Deps, account: Account, { secret }: Fresh, way: Way): Promise<Messages> {
  const { notifier } = deps;
  const notice: Notice = {
    kind: 'provisional-key',
    key: secret.reveal(),
    hours: LIFE.keyHours,
    page: changePage(deps, account, way.origin),
    disavow: await disavowOfRepresentative(deps, account, way),
  };
  const mail = way.mail
    ? await notifier.send(notice, { channel: 'mail', to: account.personal.email }, account.id)
    : undefined;
  const sms = way.sms ? await notifier.send(notice, { channel: 'sms', to: way.sms }, account.id) : undefined;
  return { mail, sms };
}

async function sendLink(deps: Deps, account: Account, { secret }: Fresh, way: Way, about: string): Promise<Messages> {
  const until = new Date(deps.now().getTime() + 24 * 3_600_000);
  const token = await deps.links.issue('recover-key', account.id, until, about, { origin: way.origin });
  const link: Notice = {
    kind: 'recovery-link',
    link: `${deps.issuer}/recuperar/clave/${token}`,
    minutes: LIFE.linkMinutes,
    stopped: account.state === 'congelada',
    disavow: await disavowOfRepresentative(deps, account, way),
  };
  const code: Notice = {
    kind: 'recovery-code',
    code: secret.reveal(),
    minutes: LIFE.codeMinutes,
    host: codeHost(deps),
  };
  const { notifier } = deps;
  const mail = await notifier.send(link, { channel: 'mail', to: account.personal.email }, account.id);
  const sms = way.sms ? await notifier.send(code, { channel: 'sms', to: way.sms }, account.id) : undefined;
  return { mail, sms };
}
