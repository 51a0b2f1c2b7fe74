import { createHash, randomUUID } from 'node:crypto';
import type { AccountCode, AccountCodes, CodePlace } from '../../../ports/account-codes.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { boundRows } from '../row-mac/bound-rows.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import { codeTries, TRIES } from './code-tries.ts';
import { dispatchedAt } from './dispatched-at.ts';

interface Row {
  readonly id: string;
  readonly account_id: string;
  readonly purpose: string;
  readonly contact: string;
  readonly browser: Buffer;
  readonly code_hash: string;
  readonly message: string;
  readonly tries: number;
  readonly created_at: Date;
  readonly proved_at: Date | null;
}

/** When its message was sent, as that message's own row shows. */
interface Sent {
  readonly sent_at: Date | null;
}

/** Codes to contacts on file, in PostgreSQL; the outbox knows when each was sent. */
export function postgresAccountCodes(
  { run, atomically }: Database,
  secrets: KeyMaterial,
  now: () => Date,
): AccountCodes {
  const macs = rowMacs(secrets);
  const rows = boundRows<Row>({ run }, macs, 'account_codes');
  /** Puts a row in its place, over any earlier one: every column of that one is written. */
  const replace = async (row: Row): Promise<void> => {
    await run((sql) =>
      sql('account_codes')
        .insert(macs.signed('account_codes', row))
        .onConflict(['account_id', 'purpose', 'contact', 'browser'])
        .merge(),
    );
  };
  return {
    put: (place, { codeHash, message }) =>
      replace({
        ...columnsOf(place),
        id: randomUUID(),
        code_hash: codeHash,
        message,
        tries: 0,
        created_at: now(),
        proved_at: null,
      }),
    async find(place) {
      const row = await run<(Row & Sent) | undefined>((sql) =>
        sql('account_codes as c')
          .where(columnsOf(place))
          .first('c.*', sql.raw('(select sent_at from outbox where id = c.message and not withheld) as sent_at')),
      );
      if (!row) return undefined;
      rows.checked(row, columnsOf(place));
      return toCode(row);
    },
    // A hash that nothing matches: there is no code to type.
    grant: (place) =>
      replace({
        ...columnsOf(place),
        id: randomUUID(),
        code_hash: '',
        message: randomUUID(),
        tries: TRIES,
        created_at: now(),
        proved_at: now(),
      }),
    async provedSince(account_id, purpose, browser, since) {
      const proved = await rows.first((codes) =>
        codes.where({ account_id, purpose, browser: browserHash(browser) }).where('proved_at', '>', since),
      );
      return proved !== undefined;
    },
    ...codeTries({ run, atomically, table: 'account_codes', rows, now }),
  };
}

const browserHash = (browser: string): Buffer => createHash('sha256').update(browser).digest();

const columnsOf = ({ accountId, purpose, contact, browser }: CodePlace) => ({
  account_id: accountId,
  purpose,
  contact,
  browser: browserHash(browser),
});

const toCode = (row: Row & Sent): AccountCode => ({
  id: row.id,
  codeHash: row.code_hash,
  createdAt: row.created_at,
  sentAt: dispatchedAt(row.created_at, row.sent_at),
  provedAt: row.proved_at ?? undefined,
});
