import { NO_ACCOUNT } from '../../../domain/account.ts';
import type { NewProvisionalKey, ProvisionalKeys } from '../../../ports/provisional-keys.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { hashed } from '../database/hashed.ts';
import { type KeyRow, type KeyTable, keyTable, readKey } from './provisional-key-rows.ts';

/**
 * Provisional keys in PostgreSQL. They count from dispatch: the outbox knows when the first message was sent (C6). The
 * outstanding one is recorded in the row of the account: a restored or removed key is noticed.
 */
export function postgresProvisionalKeys(database: Database, secrets: KeyMaterial, now: () => Date): ProvisionalKeys {
  const table = keyTable(database, secrets, now);
  return {
    end: (accountId) => end(table, accountId),
    put: (key) => put(table, key),
    pretend: () => pretend(table),
    async replaceCode(id, { keyHash, sms }) {
      await edit(table, { id, kind: 'code', ended_at: null }, { key_hash: keyHash, sms });
    },
    cardShownIn: (id, browser) => cardShownIn(table, id, browser),
    outstanding: (account_id) => readKey(table, { account_id, ended_at: null }),
    find: (id) => readKey(table, { id, ended_at: null }),
    use: (id) => edit(table, { id, ended_at: null }, { ended_at: now() }),
  };
}

async function end(table: KeyTable, account_id: string): Promise<void> {
  const outstanding = await table.rows.first((keys) => keys.where({ account_id, ended_at: null }));
  if (outstanding) await table.accounts.changeDependents(account_id, () => endAll(table, account_id));
}

const endAll = ({ rows, now }: KeyTable, account_id: string): Promise<readonly KeyRow[]> =>
  rows.edit(
    (keys) => keys.where({ account_id, ended_at: null }),
    () => ({ ended_at: now() }),
  );

/** Two concurrent recoveries of one account wait for each other here; the later one counts. */
const put = (table: KeyTable, key: NewProvisionalKey): Promise<void> =>
  table.accounts.changeDependents(key.accountId, async () => {
    await endAll(table, key.accountId);
    await table.rows.insert(newRow(key, table.now()));
  });

const newRow = (
  { id, accountId, kind, keyHash, proved, needsMailbox = false, mail, sms, shown }: NewProvisionalKey,
  at: Date,
): KeyRow => ({
  id,
  account_id: accountId,
  kind,
  key_hash: keyHash,
  proved,
  needs_mailbox: needsMailbox,
  created_at: at,
  ended_at: null,
  mail: mail ?? null,
  sms: sms ?? null,
  card_browser: shown ? hashed(shown.browser) : null,
  card_at: shown?.at ?? null,
});

const pretend = ({ run, rows, accounts, now }: KeyTable): Promise<void> =>
  accounts.pretendDependents(async () => {
    const noAccount = { id: NO_ACCOUNT };
    await rows.first((keys) => keys.where(noAccount));
    // Stands for the write of the new row.
    await run((sql) => sql('provisional_keys').where(noAccount).update({ ended_at: now() }));
  });

/** Changes one key, if it is as `which` requires, and what its account records of it. */
async function edit(
  { rows, accounts }: KeyTable,
  which: { readonly id: string } & Partial<KeyRow>,
  change: Partial<KeyRow>,
): Promise<boolean> {
  const found = await rows.first((keys) => keys.where(which));
  if (!found) return false;
  return accounts.changeDependents(found.account_id, async () => {
    const edited = await rows.edit(
      (keys) => keys.where(which),
      () => change,
    );
    return edited.length === 1;
  });
}

async function cardShownIn({ rows }: KeyTable, id: string, browser: string): Promise<Date | undefined> {
  const row = await rows.first((keys) => keys.where({ id, card_browser: hashed(browser) }));
  return row?.card_at ?? undefined;
}
