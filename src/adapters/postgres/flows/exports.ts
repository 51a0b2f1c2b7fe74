import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { daysOf } from '../../../domain/retention.ts';
import type { DataExport, Exports } from '../../../ports/exports.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { claimOne } from '../queues/claim.ts';
import { queueShapes } from '../queues/shapes.ts';
import { type BoundRows, boundRows } from '../row-mac/bound-rows.ts';
import { type RowMacs, rowMacs } from '../row-mac/row-macs.ts';

const LIFE_MS = daysOf('exports') * 24 * 3_600_000;

interface Row {
  readonly id: string;
  readonly account_id: string;
  readonly actor: string | null;
  readonly device: string;
  readonly content: Buffer | null;
  readonly asked_at: Date;
  readonly ready_at: Date | null;
  readonly expires_at: Date;
  /** When a worker may take it; it grants nothing, and is not bound. */
  readonly try_at: Date;
}

/** Copies of one's own data; a finished copy is sealed under the row's id. */
export function postgresExports(database: Database, secrets: KeyMaterial, now: () => Date): Exports {
  const macs = rowMacs(secrets);
  const rows = boundRows<Row>(database, macs, 'exports');
  return {
    ...readExports(rows, secrets, now),
    open: (asked) => openExport(database, macs, newRow(asked, now())),
    async claim() {
      const row = rows.checked(await claimOne<Row>(database, queueShapes.exports, now()), { ready_at: null });
      return row && toExport(row);
    },
    async finish(id, content, expiresAt) {
      const made = {
        content: secrets.seal(JSON.stringify(content), place(id)),
        ready_at: now(),
        expires_at: expiresAt,
      };
      const waiting = (exports: Query): Query => exports.where({ id, ready_at: null });
      return (await database.atomically(() => rows.edit(waiting, () => made))).length === 1;
    },
    async drop(id) {
      await database.run((sql) => sql('exports').where({ id }).delete());
    },
  };
}

type Query = Knex.QueryBuilder;
type Read = Pick<Exports, 'list' | 'find' | 'content'>;

/** Those that have not expired. */
function readExports(rows: BoundRows<Row>, secrets: KeyMaterial, now: () => Date): Read {
  const unexpired = (id: string): Promise<Row | undefined> =>
    rows.first((exports) => exports.where({ id }).where('expires_at', '>', now()));
  return {
    async list(account_id) {
      const kept = await rows.all((exports) =>
        exports.where({ account_id }).where('expires_at', '>', now()).orderBy('asked_at', 'desc'),
      );
      return kept.map(toExport);
    },
    async find(id) {
      const row = await unexpired(id);
      return row && toExport(row);
    },
    async content(id, format) {
      const row = await unexpired(id);
      return row?.content ? JSON.parse(secrets.open(row.content, place(id)))[format] : undefined;
    },
  };
}

/** Stores a copy to be made and wakes its worker; `false` while another one of the account waits. */
async function openExport(database: Database, macs: RowMacs, row: Row): Promise<boolean> {
  const added = await database.run<object[]>((sql) =>
    sql('exports')
      .insert(macs.signed('exports', row))
      .onConflict(sql.raw('(account_id) where ready_at is null'))
      .ignore()
      .returning('id'),
  );
  if (added.length > 0) database.wake('exports');
  return added.length === 1;
}

/** Under which name the content of a copy is sealed. */
const place = (id: string): string => `export:${id}`;

const newRow = ({ accountId, actor, device }: Parameters<Exports['open']>[0], at: Date): Row => ({
  id: randomUUID(),
  account_id: accountId,
  actor: actor ?? null,
  device,
  content: null,
  asked_at: at,
  try_at: at,
  ready_at: null,
  expires_at: new Date(at.getTime() + LIFE_MS),
});

const toExport = (row: Row): DataExport => ({
  id: row.id,
  accountId: row.account_id,
  actor: row.actor ?? undefined,
  device: row.device,
  askedAt: row.asked_at,
  readyAt: row.ready_at ?? undefined,
  expiresAt: row.expires_at,
});
