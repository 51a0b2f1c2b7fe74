import { createHash, randomUUID } from 'node:crypto';
import type { AccountCode, AccountCodes, CodePlace } from '../../../ports/account-codes.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { type BoundRows, boundRows } from '../row-mac/bound-rows.ts';
import { type RowMacs, rowMacs } from '../row-mac/row-macs.ts';
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
  const table: Table = { run, macs, rows };
  return {
    put: (place, { codeHash, message }) =>
      replace(table, place, { code_hash: codeHash, message, tries: 0, created_at: now(), proved_at: null }),
    find: (place) => find(table, place),
    // A hash that nothing matches: there is no code to type.
    grant: (place) =>
      replace(table, place, {
        code_hash: '',
        message: randomUUID(),
        tries: TRIES,
        created_at: now(),
        proved_at: now(),
      }),
    ...codeTries({ run, atomically, table: 'account_codes', rows, now }),
  };
}

interface Table {
  readonly run: Database['run'];
  readonly macs: RowMacs;
  readonly rows: BoundRows<Row>;
}

type Content = Omit<Row, 'id' | keyof ReturnType<typeof columnsOf>>;

/** Puts a code in its place, over any earlier one: every column of that one is written. */
async function replace({ run, macs }: Table, place: CodePlace, content: Content): Promise<void> {
  const row: Row = { ...columnsOf(place), ...content, id: randomUUID() };
  await run((sql) =>
    sql('account_codes')
      .insert(macs.signed('account_codes', row))
      .onConflict(['account_id', 'purpose', 'contact', 'browser'])
      .merge(),
  );
}

async function find({ run, rows }: Table, place: CodePlace): Promise<AccountCode | undefined> {
  const row = await run<(Row & Sent) | undefined>((sql) =>
    sql('account_codes as c')
      .where(columnsOf(place))
      .first('c.*', sql.raw('(select sent_at from outbox where id = c.message and not withheld) as sent_at')),
  );
  if (!row) return undefined;
  rows.checked(row, columnsOf(place));
  return toCode(row);
}

/** A browser as the rows of its codes name it. */
export const browserHash = (browser: string): Buffer => createHash('sha256').update(browser).digest();

const columnsOf = ({ accountId, purpose, contact, browser }: CodePlace) => ({
  account_id: accountId,
  purpose,
  contact,
  browser: browserHash(browser),
});

const toCode = (row: Row & Sent): AccountCode => ({
  id: row.id,
  codeHash: row.code_hash,
  message: row.message,
  createdAt: row.created_at,
  sentAt: dispatchedAt(row.created_at, row.sent_at),
  provedAt: row.proved_at ?? undefined,
});
