import { randomUUID } from 'node:crypto';
import { type Account, NO_ACCOUNT } from '../../../domain/account.ts';
import { companyKnownTo } from '../../../domain/company-name.ts';
import { isMobile } from '../../../domain/phone.ts';
import type { Accounts } from '../../../ports/accounts.ts';
import type { Notice } from '../../../ports/notice.ts';
import { mailboxOfRecipient, type Notifier, type Recipient } from '../../../ports/notifier.ts';
import type { Throttles } from '../../../ports/throttles.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { insertion } from '../database/write.ts';
import { messageDelivery } from './message-delivery.ts';
import { withheldUntil } from './message-limit.ts';

/** What a notifier needs besides the database. */
interface NotifierNeeds {
  /** The account that a message is about. */
  readonly accounts: Pick<Accounts, 'find'>;
  readonly throttles: Throttles;
  readonly now: () => Date;
}

/**
 * Writes messages into the outbox as part of the open transaction. Every message about a company's account names the
 * company as far as its recipient may know it, whichever use case sends it.
 */
export function postgresNotifier(
  database: Database,
  secrets: KeyMaterial,
  { accounts, throttles, now }: NotifierNeeds,
): Notifier {
  const enqueue = async (row: MessageRow): Promise<string> => {
    await database.soon(insertion('Outbox.insert', 'outbox', row));
    database.wake(row.channel);
    return row.id;
  };
  return {
    async send(notice, recipient, accountId, asked) {
      const id = randomUUID();
      const refused = recipient.channel === 'sms' && !isMobile(recipient.to);
      const account = accountId === undefined ? undefined : await accounts.find(accountId);
      const to = { holder: holderOf(account), mailbox: mailboxOfRecipient(recipient) };
      const until = refused ? undefined : await withheldUntil(throttles, notice.kind, to, asked);
      const message = { notice: named(notice, recipient, account), recipient };
      const content = until ? null : secrets.seal(JSON.stringify(message), `outbox:${id}`);
      const row = rowOf({ id, channel: recipient.channel, kind: notice.kind, content, at: now(), until });
      const dead = refused ? { dead_at: now(), last_error: 'not a Chilean mobile' } : NOT_DEAD;
      return enqueue({ ...row, account_id: accountId ?? null, ...dead });
    },
    async pretend(kind, channel, who) {
      const id = randomUUID();
      // As much work as a real one, look-up, sealing and budgets too: response times must not reveal who has an account (floor 2).
      await accounts.find(NO_ACCOUNT);
      const until = await withheldUntil(throttles, kind, { holder: who, mailbox: `${channel}:${who}` });
      secrets.open(secrets.seal(id.repeat(8), `outbox:${id}`), `outbox:${id}`);
      const row = rowOf({ id, channel: 'mail', kind: 'nothing', content: null, at: now(), until });
      return enqueue({ ...row, account_id: null, ...NOT_DEAD });
    },
    ...messageDelivery(database, secrets, now),
  };
}

/** A new row of the outbox. */
type MessageRow = ReturnType<typeof rowOf> & {
  readonly account_id: string | null;
  readonly dead_at: Date | null;
  readonly last_error: string | null;
};

const NOT_DEAD = { dead_at: null, last_error: null };

/** A withheld one is over at once, so that no worker takes it; the key, code or link in it never begins to be valid. */
function rowOf({
  id,
  channel,
  kind,
  content,
  at,
  until,
}: {
  readonly id: string;
  readonly channel: Recipient['channel'];
  readonly kind: string;
  readonly content: Buffer | null;
  readonly at: Date;
  readonly until: Date | undefined;
}) {
  return {
    id,
    channel,
    kind,
    content,
    created_at: at,
    due_at: at,
    withheld: until !== undefined,
    withheld_until: until ?? null,
    sent_at: until ? at : null,
  };
}

/** The recipient by the identifier: ten registrations of one identifier are one recipient. */
const holderOf = (account: Account | undefined): string => (account ? `${account.profile}:${account.identifier}` : '');

/** A notice with the company's name, unless its sender already set what its recipient may know. */
function named(notice: Notice, { to }: Recipient, account: Account | undefined): Notice {
  const forCompany = notice.forCompany ?? (account && companyKnownTo(account, to));
  return forCompany ? { ...notice, forCompany } : notice;
}
