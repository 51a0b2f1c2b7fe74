import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { rowMacs } from '../../src/adapters/postgres/row-mac/row-macs.ts';
import type { KeyMaterial } from '../../src/adapters/secrets.ts';
import { type KeyHashes, type Person, personAt } from './person.ts';
import { signBatch } from './sign-batch.ts';
import { days, type Row } from './tables/made.ts';
import { signedActs } from './tables/signed-acts.ts';
import { makers } from './tables.ts';

/** Accounts whose rows are made and sent together. */
const BATCH = 2000;

export interface Filling {
  readonly accounts: number;
  readonly keyHashes: KeyHashes;
  readonly secrets: KeyMaterial;
  readonly now: Date;
  /** Changes a person before the rows are made. */
  readonly edit?: (person: Person) => Person;
  /** Called after each batch with the accounts and rows so far. */
  readonly progress?: (accounts: number, rows: number) => void;
}

/** Fills every growing table with the rows of `accounts` synthetic accounts; gives how many rows. The tables are empty. */
export async function fill(client: pg.Client, how: Filling): Promise<number> {
  let rows = 0;
  let signed = await lastAct(client);
  // The next batch is made while PostgreSQL takes the one before it.
  let sent: Promise<unknown> = Promise.resolve();
  for (let from = 0; from < how.accounts; from += BATCH) {
    const batch = batchOf(how, from, Math.min(from + BATCH, how.accounts));
    const acts = batch.get('audit') ?? [];
    batch.set('audit', signedActs(acts, signed, how.secrets));
    signed += acts.length;
    await sent;
    sent = insertAll(client, batch);
    sent.catch(() => {});
    for (const made of batch.values()) rows += made.length;
    how.progress?.(Math.min(from + BATCH, how.accounts), rows);
  }
  await sent;
  await client.query(`select setval('audit_id_seq', greatest(max(id), 1)) from audit`);
  return rows;
}

function batchOf(
  { keyHashes, secrets, now, edit = (person) => person }: Filling,
  from: number,
  to: number,
): Map<string, Row[]> {
  const batch = new Map<string, Row[]>(makers.map(({ table }) => [table, []]));
  for (let n = from; n < to; n += 1) {
    const person = edit(personAt(n, keyHashes, now));
    for (const { table, make } of makers) batch.get(table)?.push(...make(person, secrets));
  }
  const lately = (batch.get('holds') ?? []).filter(({ created_at }) => (created_at as Date) > days(now, -30));
  batch.set('contact_codes', lately.map(contactCodeOf));
  signBatch(batch, rowMacs(secrets));
  return batch;
}

/** One statement a table: the rows travel as JSON, and PostgreSQL reads each column by its own type. */
async function insertAll(client: pg.Client, batch: ReadonlyMap<string, readonly Row[]>): Promise<void> {
  await client.query('begin');
  for (const [table, rows] of batch) {
    if (rows.length === 0) continue;
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].join(', ');
    const text = `insert into ${table} (${columns}) overriding system value select ${columns} from json_populate_recordset(null::${table}, $1)`;
    await client.query(text, [JSON.stringify(rows.map(written))]);
  }
  await client.query('commit');
}

/** A row as JSON takes it: bytes are written as PostgreSQL reads them. */
const written = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value]),
  );

/** The server has written into the trail before. */
async function lastAct(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ id: string | null }>('select max(id) as id from audit');
  return Number(rows[0]?.id ?? 0);
}

/** A code for every request of the last 30 days. */
const contactCodeOf = ({ id, created_at }: Row): Row => ({
  id: randomUUID(),
  hold_id: id,
  contact: 'email',
  code_hash: 'none',
  message: randomUUID(),
  created_at,
});
