import { randomUUID } from 'node:crypto';
import { type Email, mailboxOf } from '../../domain/email.ts';
import { isMobile } from '../../domain/phone.ts';
import { budgets } from '../../domain/throttle.ts';
import type { Notice } from '../../ports/notice.ts';
import type { Notifier, Recipient } from '../../ports/notifier.ts';
import type { Throttles } from '../../ports/throttles.ts';
import type { Secrets } from '../secrets.ts';
import type { Database } from './database.ts';

/** Minutes after which a waiting message counts as delayed: the alarm's threshold. */
const DELAYED_MS = 60_000;

/**
 * Messages that somebody who is not the holder can cause by a form: they spend the recipient's budget (security, 40).
 * What tells a holder of an act never does, or a thief would send keys until the warning is withheld.
 */
const strangersMayAsk: ReadonlySet<Notice['kind']> = new Set([
  'confirm-email',
  'card-needed',
  'company-registered',
  'registration-attempted',
  'provisional-key',
  'recovery-link',
  'recovery-code',
  'mailbox-link',
  'thaw-at-desk',
  'contact-confirm',
  'update-code',
  'account-code',
]);

/** Writes messages into the outbox as part of whatever transaction is open. */
export function postgresNotifier(
  database: Database,
  secrets: Secrets,
  throttles: Throttles,
  now: () => Date,
): Notifier {
  return {
    async send(notice, recipient, accountId) {
      const id = randomUUID();
      const refused = recipient.channel === 'sms' && !isMobile(recipient.to);
      const withheld = !refused && strangersMayAsk.has(notice.kind) && !(await withinBudget(throttles, recipient));
      const content = withheld ? null : secrets.seal(JSON.stringify({ notice, recipient }), `outbox:${id}`);
      const at = now();
      await database.run((sql) =>
        sql('outbox').insert({
          id,
          channel: recipient.channel,
          kind: notice.kind,
          account_id: accountId ?? null,
          content,
          created_at: at,
          due_at: at,
          withheld,
          sent_at: withheld ? at : null,
          dead_at: refused ? at : null,
          last_error: refused ? 'not a Chilean mobile' : null,
        }),
      );
      return id;
    },
    async pretend() {
      const id = randomUUID();
      const at = now();
      // As much work as a real one, sealing and budgets too: the clock must not tell who has an account (floor 2).
      await withinBudget(throttles, { channel: 'mail', to: `${id}@nadie.invalid` as Email });
      secrets.seal(id.repeat(8), `outbox:${id}`);
      await database.run((sql) =>
        sql('outbox').insert({ id, channel: 'mail', kind: 'nothing', content: null, created_at: at, due_at: at }),
      );
      return id;
    },
    async delivery(id) {
      type Row = { created_at: Date; sent_at: Date | null; dead_at: Date | null };
      const row = await database.run<Row>((sql) =>
        sql('outbox').where({ id }).first('created_at', 'sent_at', 'dead_at'),
      );
      if (row?.sent_at) return { state: 'sent', at: row.sent_at };
      if (row?.dead_at) return { state: 'failed' };
      return { state: row && now().getTime() - row.created_at.getTime() > DELAYED_MS ? 'delayed' : 'queued' };
    },
  };
}

async function withinBudget(throttles: Throttles, recipient: Recipient): Promise<boolean> {
  const mailbox = recipient.channel === 'mail' ? mailboxOf(recipient.to) : recipient.to;
  const short = await throttles.take(budgets.messageByRecipient, mailbox);
  const daily = await throttles.take(budgets.messageByRecipientDaily, mailbox);
  return short.allowed && daily.allowed;
}
