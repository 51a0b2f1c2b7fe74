import { randomUUID } from 'node:crypto';
import { daysOf } from '../../domain/retention.ts';
import type { DataExport, Exports } from '../../ports/exports.ts';
import type { Secrets } from '../secrets.ts';
import type { Database } from './database.ts';
import { takeDue } from './take-due.ts';

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
}

/** Copies of one's own data; what was made is sealed under the row's id. */
export function postgresExports({ run }: Database, secrets: Secrets, now: () => Date): Exports {
  const place = (id: string): string => `export:${id}`;
  return {
    async open({ accountId, actor, device }) {
      const at = now();
      const times = { asked_at: at, try_at: at, expires_at: new Date(at.getTime() + LIFE_MS) };
      const row = { id: randomUUID(), account_id: accountId, actor: actor ?? null, device, ...times };
      const added = await run<Row[]>((sql) =>
        sql('exports').insert(row).onConflict(sql.raw('(account_id) where ready_at is null')).ignore().returning('id'),
      );
      return added.length === 1;
    },
    async list(account_id) {
      const rows = await run<Row[]>((sql) =>
        sql('exports').where({ account_id }).where('expires_at', '>', now()).orderBy('asked_at', 'desc'),
      );
      return rows.map(toExport);
    },
    async find(id) {
      const row = await run<Row | undefined>((sql) =>
        sql('exports').where({ id }).where('expires_at', '>', now()).first(),
      );
      return row && toExport(row);
    },
    async takeDue() {
      const row = await takeDue<Row>({ run }, now(), { table: 'exports', where: { ready_at: null } });
      return row && toExport(row);
    },
    async finish(id, content, expiresAt) {
      const made = {
        content: secrets.seal(JSON.stringify(content), place(id)),
        ready_at: now(),
        expires_at: expiresAt,
      };
      return (await run<number>((sql) => sql('exports').where({ id, ready_at: null }).update(made))) === 1;
    },
    async drop(id) {
      await run((sql) => sql('exports').where({ id }).delete());
    },
    async content(id, format) {
      const row = await run<Row | undefined>((sql) =>
        sql('exports').where({ id }).where('expires_at', '>', now()).first(),
      );
      return row?.content ? JSON.parse(secrets.open(row.content, place(id)))[format] : undefined;
    },
  };
}

const toExport = (row: Row): DataExport => ({
  id: row.id,
  accountId: row.account_id,
  actor: row.actor ?? undefined,
  device: row.device,
  askedAt: row.asked_at,
  readyAt: row.ready_at ?? undefined,
  expiresAt: row.expires_at,
});
