import { NO_ACCOUNT } from '../../../domain/account.ts';
import type { ProvisionalKey, ProvisionalKeys } from '../../../ports/provisional-keys.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { hashed } from '../database/hashed.ts';
import { boundRows } from '../row-mac/bound-rows.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import { accountRows } from './account-rows.ts';
import { dispatchedAt } from './dispatched-at.ts';

interface Row {
  readonly id: string;
  readonly account_id: string;
  readonly kind: ProvisionalKey['kind'];
  readonly key_hash: string;
  readonly proved: boolean;
  readonly needs_mailbox: boolean;
  readonly created_at: Date;
  readonly ended_at: Date | null;
  /** Messages that carry it. */
  readonly mail: string | null;
  readonly sms: string | null;
  readonly card_browser: Buffer | null;
  readonly card_at: Date | null;
}

/** When its messages were sent, as their own rows show. */
interface Sent {
  readonly mail_at: Date | null;
  readonly sms_at: Date | null;
  readonly sms_asked_at: Date | null;
}

/**
 * Provisional keys in PostgreSQL. They count from dispatch: the outbox knows when the first message was sent (C6). The
 * outstanding one is recorded in the row of the account: a restored or removed key is noticed.
 */
export function postgresProvisionalKeys(database: Database, secrets: KeyMaterial, now: () => Date): ProvisionalKeys {
  const { run } = database;
  const accounts = accountRows(database, secrets);
  const rows = boundRows<Row>(database, rowMacs(secrets), 'provisional_keys');
  const read = async (which: Partial<Row>): Promise<ProvisionalKey | undefined> => {
    const row = await run<(Row & Sent) | undefined>((sql) =>
      sql('provisional_keys as p')
        .where(which)
        .first(
          'p.*',
          sql.raw('(select sent_at from outbox where id = p.mail and not withheld) as mail_at'),
          sql.raw('(select sent_at from outbox where id = p.sms and not withheld) as sms_at'),
          sql.raw('(select created_at from outbox where id = p.sms) as sms_asked_at'),
        ),
    );
    if (!row) return undefined;
    rows.checked(row, which);
    return toKey(row);
  };
  const endAll = (account_id: string): Promise<readonly Row[]> =>
    rows.edit(
      (keys) => keys.where({ account_id, ended_at: null }),
      () => ({ ended_at: now() }),
    );
  /** Changes one key, if it is as `which` requires, and what its account records of it. */
  const edit = async (which: { readonly id: string } & Partial<Row>, change: Partial<Row>): Promise<boolean> => {
    const found = await rows.first((keys) => keys.where(which));
    if (!found) return false;
    return accounts.changeDependents(found.account_id, async () => {
      const edited = await rows.edit(
        (keys) => keys.where(which),
        () => change,
      );
      return edited.length === 1;
    });
  };
  return {
    async end(accountId) {
      const outstanding = await rows.first((keys) => keys.where({ account_id: accountId, ended_at: null }));
      if (outstanding) await accounts.changeDependents(accountId, () => endAll(accountId));
    },
    put: ({ id, accountId, kind, keyHash, proved, needsMailbox = false, mail, sms, shown }) =>
      // Two concurrent recoveries of one account wait for each other here; the later one counts.
      accounts.changeDependents(accountId, async () => {
        await endAll(accountId);
        await rows.insert({
          id,
          account_id: accountId,
          kind,
          key_hash: keyHash,
          proved,
          needs_mailbox: needsMailbox,
          created_at: now(),
          ended_at: null,
          mail: mail ?? null,
          sms: sms ?? null,
          card_browser: shown ? hashed(shown.browser) : null,
          card_at: shown?.at ?? null,
        });
      }),
    pretend: () =>
      accounts.changeDependents(NO_ACCOUNT, async () => {
        const noAccount = { id: NO_ACCOUNT };
        await rows.first((keys) => keys.where(noAccount));
        // Stands for the writes of the new row and of its account's row.
        await run((sql) => sql('provisional_keys').where(noAccount).update({ ended_at: now() }));
        await run((sql) => sql('accounts').where(noAccount).update({ mailbox_hmac: null }));
      }),
    async replaceCode(id, { keyHash, sms }) {
      await edit({ id, kind: 'code', ended_at: null }, { key_hash: keyHash, sms });
    },
    async cardShownIn(id, browser) {
      const row = await rows.first((keys) => keys.where({ id, card_browser: hashed(browser) }));
      return row?.card_at ?? undefined;
    },
    outstanding: (account_id) => read({ account_id, ended_at: null }),
    find: (id) => read({ id, ended_at: null }),
    use: (id) => edit({ id, ended_at: null }, { ended_at: now() }),
  };
}

function toKey(row: Row & Sent): ProvisionalKey {
  return {
    id: row.id,
    accountId: row.account_id,
    kind: row.kind,
    keyHash: row.key_hash,
    proved: row.proved,
    needsMailbox: row.needs_mailbox,
    createdAt: row.created_at,
    mailAt: dispatchedAt(row.created_at, row.mail_at),
    smsAt: dispatchedAt(row.created_at, row.sms_at),
    sms: row.sms ?? undefined,
    smsAskedAt: row.sms_asked_at ?? undefined,
  };
}
