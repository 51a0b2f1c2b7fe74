import type { ExecutionContext } from 'ava';
import { postgresAudit } from '../../src/adapters/postgres/audit/audit.ts';
import { macOfValues } from '../../src/adapters/postgres/audit/mac.ts';
import { auditSealer } from '../../src/adapters/postgres/audit/seals.ts';
import { type Database, openDatabase } from '../../src/adapters/postgres/database/database.ts';
import { type ChainKey, deriveSecrets } from '../../src/adapters/secrets.ts';
import type { AuditEntry } from '../../src/ports/audit.ts';
import { type Connection, freshDatabase } from './database.ts';

export const SECRETS_KEY = 'a secret that only the audit trail of the tests knows';
export const NEW_KEY = 'a secret that the audit trail of the tests got later on';

export interface Trail {
  readonly database: Database;
  readonly connection: Connection;
  /** Writes this many rows, a transaction each. */
  write(count: number, entry?: Partial<AuditEntry>): Promise<void>;
  /** Writes this many rows at once, as the server would. */
  writeMany(count: number): Promise<void>;
  /** Seals all waiting rows, and returns their number. */
  seal(keys?: readonly [string, ...string[]]): Promise<number>;
  /** Runs SQL as an attacker who controls the database, past every trigger. */
  tamper(sql: string): Promise<void>;
}

export const now = () => new Date('2026-11-22T12:00:00.123Z');

const rowKey = deriveSecrets([SECRETS_KEY]).auditRowKeys[0] as ChainKey;

/** The rows that `writeMany` writes. */
const plain = {
  at: new Date('2026-01-01T00:00:00Z'),
  act: 'login.refused',
  account_id: null,
  subject: null,
  client_id: null,
  network: null,
  device: null,
  reference: null,
  details: null,
  account_version: null,
};

/** A database of one's own with a trail in it. */
export async function openTrail(t: ExecutionContext): Promise<Trail> {
  const { connection, drop } = await freshDatabase();
  const database = openDatabase(connection, 6);
  t.teardown(async () => {
    await database.close();
    await drop();
  });
  const audit = postgresAudit(database, deriveSecrets([SECRETS_KEY]), now);
  return {
    database,
    connection,
    async write(count, entry) {
      for (let n = 0; n < count; n += 1)
        await audit.record({ act: 'login.refused', clientId: 'portal', details: { n, 'ñ"\n': true }, ...entry });
    },
    writeMany: (count) =>
      database.atomically(async () => {
        const { rows } = await database.run<{ rows: { id: string }[] }>((it) =>
          it.raw('select audit_next_id()::text as id from generate_series(1, ?)', [count]),
        );
        const signed = rows.map(({ id }) => [id, macOfValues({ ...plain, id }, rowKey).toString('hex')]);
        await database.run((it) =>
          it.raw(
            `insert into audit (id, at, act, mac) overriding system value
             select (row ->> 0)::bigint, '${plain.at.toISOString()}', '${plain.act}', decode(row ->> 1, 'hex')
             from jsonb_array_elements(?::jsonb) row`,
            [JSON.stringify(signed)],
          ),
        );
      }),
    async seal(keys = [SECRETS_KEY]) {
      const seal = auditSealer(database, deriveSecrets(keys), now);
      let total = 0;
      for (let { sealed, more } = await seal(); ; { sealed, more } = await seal()) {
        total += sealed;
        if (!more) return total;
      }
    },
    tamper: (sql) =>
      database.atomically(async () => {
        await database.run((it) => it.raw('set local session_replication_role = replica'));
        await database.run((it) => it.raw(sql));
      }),
  };
}
