import { randomUUID } from 'node:crypto';
import { type Account, NOBODY } from '../../../domain/account.ts';
import { companyToldTo } from '../../../domain/company-name.ts';
import { isMobile } from '../../../domain/phone.ts';
import type { Accounts } from '../../../ports/accounts.ts';
import type { Notice } from '../../../ports/notice.ts';
import { mailboxOfRecipient, type Notifier, type Recipient } from '../../../ports/notifier.ts';
import type { Throttles } from '../../../ports/throttles.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { withheldUntil } from './message-limit.ts';

/** So many refused letters of an account are looked at: an address that refuses one refuses the next. */
const MOST_REFUSED = 20;
/** Minutes after which a waiting message counts as delayed: the alarm's threshold. */
const DELAYED_MS = 60_000;

/** What a notifier needs besides the database. */
interface NotifierNeeds {
  /** Whose account a message is about. */
  readonly accounts: Pick<Accounts, 'find'>;
  readonly throttles: Throttles;
  readonly now: () => Date;
}

/**
 * Writes messages into the outbox as part of whatever transaction is open. Every message about a company's account names
 * the company as far as its recipient may hear it, whoever sends it.
 */
export function postgresNotifier(
  database: Database,
  secrets: KeyMaterial,
  { accounts, throttles, now }: NotifierNeeds,
): Notifier {
  return {
    async send(notice, recipient, accountId, asked) {
      const id = randomUUID();
      const refused = recipient.channel === 'sms' && !isMobile(recipient.to);
      const account = accountId === undefined ? undefined : await accounts.find(accountId);
      const to = { holder: holderOf(account), mailbox: mailboxOfRecipient(recipient) };
      const until = refused ? undefined : await withheldUntil(throttles, notice.kind, to, asked);
      const told = { notice: named(notice, recipient, account), recipient };
      const content = until ? null : secrets.seal(JSON.stringify(told), `outbox:${id}`);
      const row = rowOf({ id, channel: recipient.channel, kind: notice.kind, content, at: now(), until });
      const dead = refused ? { dead_at: now(), last_error: 'not a Chilean mobile' } : {};
      await database.run((sql) => sql('outbox').insert({ ...row, account_id: accountId ?? null, ...dead }));
      return id;
    },
    async pretend(kind, channel, who) {
      const id = randomUUID();
      // As much work as a real one, look-up, sealing and budgets too: the clock must not tell who has an account (floor 2).
      await accounts.find(NOBODY);
      const until = await withheldUntil(throttles, kind, { holder: who, mailbox: `${channel}:${who}` });
      secrets.open(secrets.seal(id.repeat(8), `outbox:${id}`), `outbox:${id}`);
      const row = rowOf({ id, channel: 'mail', kind: 'nothing', content: null, at: now(), until });
      await database.run((sql) => sql('outbox').insert(row));
      return id;
    },
    async delivery(id) {
      const row = await database.run<DeliveryRow | undefined>((sql) =>
        sql('outbox').where({ id }).first('created_at', 'sent_at', 'dead_at', 'trouble', 'withheld', 'withheld_until'),
      );
      if (row?.withheld) return { state: 'withheld', until: row.withheld_until ?? undefined };
      if (row?.sent_at) return { state: 'sent', at: row.sent_at };
      if (row?.dead_at) return row.trouble === 'refused' ? { state: 'refused', at: row.dead_at } : { state: 'failed' };
      return { state: row && now().getTime() - row.created_at.getTime() > DELAYED_MS ? 'delayed' : 'queued' };
    },
    async refusedAt(accountId, which) {
      const rows = await database.run<RefusedRow[]>((sql) => {
        const refused = sql('outbox').where({ account_id: accountId, channel: 'mail', trouble: 'refused' });
        if ('kind' in which) refused.where({ kind: which.kind }).where('created_at', '>=', which.since);
        return refused
          .whereNotNull('dead_at')
          .orderBy('dead_at', 'desc')
          .limit(MOST_REFUSED)
          .select('id', 'content', 'dead_at');
      });
      return rows.find((row) => 'kind' in which || addressIn(row, secrets) === which.to)?.dead_at;
    },
  };
}

interface RefusedRow {
  readonly id: string;
  readonly content: Buffer | null;
  readonly dead_at: Date;
}

/** Where a dead letter was to go; undefined once its content is erased, or where it does not open. */
function addressIn({ id, content }: RefusedRow, secrets: KeyMaterial): string | undefined {
  try {
    const { recipient } = JSON.parse(content ? secrets.open(content, `outbox:${id}`) : '{}') as {
      recipient?: Recipient;
    };
    return recipient?.to;
  } catch {
    return undefined;
  }
}

interface DeliveryRow {
  readonly created_at: Date;
  readonly sent_at: Date | null;
  readonly dead_at: Date | null;
  readonly trouble: string | null;
  readonly withheld: boolean;
  readonly withheld_until: Date | null;
}

/** A row of the outbox. One that is withheld is over at once, so that no worker takes it; what it carries never begins. */
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

/** Whose message it is, by the identifier: who registers it ten times is one. */
const holderOf = (account: Account | undefined): string => (account ? `${account.profile}:${account.identifier}` : '');

/** A notice with the company's name, unless whoever sends it knows better what its recipient may hear. */
function named(notice: Notice, { to }: Recipient, account: Account | undefined): Notice {
  const forCompany = notice.forCompany ?? (account && companyToldTo(account, to));
  return forCompany ? { ...notice, forCompany } : notice;
}
