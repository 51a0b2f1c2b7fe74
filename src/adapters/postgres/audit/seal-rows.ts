import type { Knex } from 'knex';
import type { Database } from '../database/database.ts';
import type { Seal } from './chain.ts';

interface Row {
  readonly number: string;
  readonly sealed_at: string;
  readonly total: string;
  readonly entries: Buffer;
  readonly key_id: string;
  readonly mac: Buffer;
}

const seals = (sql: Knex): Knex.QueryBuilder =>
  sql('audit_seals').select('number', 'total', 'entries', 'key_id', 'mac', {
    sealed_at: sql.raw('extract(epoch from sealed_at)::text'),
  });

const toSeal = ({ number, sealed_at, total, entries, key_id, mac }: Row): Seal => ({
  number: Number(number),
  sealedAt: sealed_at,
  total: Number(total),
  entries,
  keyId: key_id,
  mac,
});

/** The newest seal, or undefined before the first. */
export async function lastSeal({ run }: Database): Promise<Seal | undefined> {
  const row = await run<Row | undefined>((sql) => seals(sql).orderBy('number', 'desc').first());
  return row && toSeal(row);
}

/** Seals with `after` < number <= `through` in order, the first `limit` of them. */
export async function sealsBetween({ run }: Database, after: number, through: number, limit: number): Promise<Seal[]> {
  const rows = await run<Row[]>((sql) =>
    seals(sql).where('number', '>', after).where('number', '<=', through).orderBy('number').limit(limit),
  );
  return rows.map(toSeal);
}

/** Appends a seal; fails when its number is taken. */
export async function appendSeal({ run }: Database, seal: Seal): Promise<void> {
  const { number, sealedAt, total, entries, keyId: key_id, mac } = seal;
  await run((sql) =>
    sql('audit_seals').insert({
      number,
      total,
      entries,
      key_id,
      mac,
      sealed_at: new Date(Math.round(Number(sealedAt) * 1000)),
    }),
  );
}
