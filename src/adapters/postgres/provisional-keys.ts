import { randomUUID } from 'node:crypto';
import type { ProvisionalKey, ProvisionalKeys } from '../../ports/provisional-keys.ts';
import type { Database } from './database.ts';

interface Row {
  readonly id: string;
  readonly account_id: string;
  readonly kind: ProvisionalKey['kind'];
  readonly key_hash: string;
  readonly proved: boolean;
  readonly created_at: Date;
  readonly mail_at: Date | null;
  readonly sms_at: Date | null;
}

/** Provisional keys in PostgreSQL. They count from dispatch: the outbox knows when the first message left (C6). */
export function postgresProvisionalKeys(database: Database, now: () => Date): ProvisionalKeys {
  const { run } = database;
  const end = async (account_id: string): Promise<void> => {
    await run((sql) => sql('provisional_keys').where({ account_id, ended_at: null }).update({ ended_at: now() }));
  };
  const read = async (which: object): Promise<ProvisionalKey | undefined> => {
    const row = await run<Row | undefined>((sql) =>
      sql('provisional_keys as p')
        .where(which)
        .first(
          'p.*',
          sql.raw('(select sent_at from outbox where id = p.mail) as mail_at'),
          sql.raw('(select sent_at from outbox where id = p.sms) as sms_at'),
        ),
    );
    return row && toKey(row);
  };
  return {
    end,
    put: ({ accountId, kind, keyHash, proved }) =>
      database.atomically(async () => {
        // Two recoveries at once of one account wait for each other here; the later one counts.
        await run((sql) => sql('accounts').where({ id: accountId }).forUpdate().first('id'));
        await end(accountId);
        const id = randomUUID();
        await run((sql) =>
          sql('provisional_keys').insert({
            id,
            account_id: accountId,
            kind,
            key_hash: keyHash,
            proved,
            created_at: now(),
          }),
        );
        return id;
      }),
    async carriedBy(id, { mail, sms }) {
      await run((sql) =>
        sql('provisional_keys')
          .where({ id })
          .update({ mail: mail ?? null, sms: sms ?? null }),
      );
    },
    outstanding: (account_id) => read({ account_id, ended_at: null }),
    find: (id) => read({ id, ended_at: null }),
    async use(id) {
      const used = await run<number>((sql) =>
        sql('provisional_keys').where({ id, ended_at: null }).update({ ended_at: now() }),
      );
      return used === 1;
    },
  };
}

function toKey(row: Row): ProvisionalKey {
  return {
    id: row.id,
    accountId: row.account_id,
    kind: row.kind,
    keyHash: row.key_hash,
    proved: row.proved,
    createdAt: row.created_at,
    mailAt: row.mail_at ?? undefined,
    smsAt: row.sms_at ?? undefined,
  };
}
