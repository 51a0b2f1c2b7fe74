import type { ProvisionalKey, ProvisionalKeys } from '../../ports/provisional-keys.ts';
import type { Database } from './database.ts';
import { hashed } from './hashed.ts';

interface Row {
  readonly id: string;
  readonly account_id: string;
  readonly kind: ProvisionalKey['kind'];
  readonly key_hash: string;
  readonly proved: boolean;
  readonly needs_mailbox: boolean;
  readonly created_at: Date;
  readonly mail_at: Date | null;
  readonly sms_at: Date | null;
  readonly sms: string | null;
  readonly sms_asked_at: Date | null;
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
          sql.raw('(select sent_at from outbox where id = p.mail and not withheld) as mail_at'),
          sql.raw('(select sent_at from outbox where id = p.sms and not withheld) as sms_at'),
          sql.raw('(select created_at from outbox where id = p.sms) as sms_asked_at'),
        ),
    );
    return row && toKey(row);
  };
  return {
    end,
    put: ({ id, accountId, kind, keyHash, proved, needsMailbox = false }) =>
      database.atomically(async () => {
        // Two recoveries at once of one account wait for each other here; the later one counts.
        await run((sql) => sql('accounts').where({ id: accountId }).forUpdate().first('id'));
        await end(accountId);
        await run((sql) =>
          sql('provisional_keys').insert({
            id,
            account_id: accountId,
            kind,
            key_hash: keyHash,
            proved,
            needs_mailbox: needsMailbox,
            created_at: now(),
          }),
        );
      }),
    async carriedBy(id, { mail, sms }) {
      await run((sql) =>
        sql('provisional_keys')
          .where({ id })
          .update({ mail: mail ?? null, sms: sms ?? null }),
      );
    },
    async replaceCode(id, { keyHash, sms }) {
      await run((sql) =>
        sql('provisional_keys').where({ id, kind: 'code', ended_at: null }).update({ key_hash: keyHash, sms }),
      );
    },
    async noteCard(id, { browser, at }) {
      await run((sql) =>
        sql('provisional_keys')
          .where({ id })
          .update({ card_browser: hashed(browser), card_at: at }),
      );
    },
    async cardShownIn(id, browser) {
      const row = await run<{ card_at: Date } | undefined>((sql) =>
        sql('provisional_keys')
          .where({ id, card_browser: hashed(browser) })
          .first('card_at'),
      );
      return row?.card_at;
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
    needsMailbox: row.needs_mailbox,
    createdAt: row.created_at,
    mailAt: row.mail_at ?? undefined,
    smsAt: row.sms_at ?? undefined,
    sms: row.sms ?? undefined,
    smsAskedAt: row.sms_asked_at ?? undefined,
  };
}
