import { createHash, randomUUID } from 'node:crypto';
import type { AccountCode, AccountCodes, CodePlace } from '../../ports/account-codes.ts';
import { codeTries, TRIES } from './code-tries.ts';
import type { Database } from './database.ts';

interface Row {
  readonly id: string;
  readonly code_hash: string;
  readonly created_at: Date;
  readonly sent_at: Date | null;
  readonly proved_at: Date | null;
}

/** Codes to contacts on file, in PostgreSQL; the outbox knows when each left. */
export function postgresAccountCodes({ run }: Database, now: () => Date): AccountCodes {
  return {
    async put(place, { codeHash, message }) {
      const fresh = {
        id: randomUUID(),
        code_hash: codeHash,
        message,
        tries: 0,
        created_at: now(),
        proved_at: null,
      };
      await run((sql) =>
        sql('account_codes')
          .insert({ ...fresh, ...columnsOf(place) })
          .onConflict(['account_id', 'purpose', 'contact', 'browser'])
          .merge(fresh),
      );
    },
    async find(place) {
      const row = await run<Row | undefined>((sql) =>
        sql('account_codes as c')
          .where(columnsOf(place))
          .first('c.*', sql.raw('(select sent_at from outbox where id = c.message and not withheld) as sent_at')),
      );
      return row && toCode(row);
    },
    async grant(place) {
      // A hash that nothing matches: there is no code to type.
      const proved = {
        id: randomUUID(),
        code_hash: '',
        message: randomUUID(),
        tries: TRIES,
        created_at: now(),
        proved_at: now(),
      };
      await run((sql) =>
        sql('account_codes')
          .insert({ ...proved, ...columnsOf(place) })
          .onConflict(['account_id', 'purpose', 'contact', 'browser'])
          .merge(proved),
      );
    },
    async provedSince(account_id, purpose, browser, since) {
      const row = await run((sql) =>
        sql('account_codes')
          .where({ account_id, purpose, browser: browserHash(browser) })
          .where('proved_at', '>', since)
          .first(sql.raw('1')),
      );
      return row !== undefined;
    },
    ...codeTries({ run }, 'account_codes', now),
  };
}

const browserHash = (browser: string): Buffer => createHash('sha256').update(browser).digest();

const columnsOf = ({ accountId, purpose, contact, browser }: CodePlace) => ({
  account_id: accountId,
  purpose,
  contact,
  browser: browserHash(browser),
});

const toCode = (row: Row): AccountCode => ({
  id: row.id,
  codeHash: row.code_hash,
  createdAt: row.created_at,
  sentAt: row.sent_at ?? undefined,
  provedAt: row.proved_at ?? undefined,
});
