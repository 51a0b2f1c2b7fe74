import type { Email } from '../../../domain/email.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { type AccountRow, toAccount } from './account-row.ts';
import { mailboxHmac, mailboxHmacs } from './mailbox-hmac.ts';

const BATCH = 200;

/** How many accounts have confirmed a mailbox: all that are neither pending, closed nor contested. */
export async function accountsOfMailbox({ run }: Database, secrets: KeyMaterial, email: Email): Promise<number> {
  const row = await run<{ count: string }>((sql) =>
    sql('accounts')
      .whereIn('mailbox_hmac', [...mailboxHmacs(secrets, email)])
      .where({ contested_at: null })
      .whereNotIn('state', ['pendiente_correo', 'cerrada'])
      .count()
      .first(),
  );
  return Number(row.count);
}

/** Ids of the accounts with a mailbox, closed and contested ones left out, the oldest first; `limit` at most. */
export async function idsOfMailbox(
  { run }: Database,
  secrets: KeyMaterial,
  email: Email,
  limit: number,
): Promise<readonly string[]> {
  const rows = await run<{ id: string }[]>((sql) =>
    sql('accounts')
      .whereIn('mailbox_hmac', [...mailboxHmacs(secrets, email)])
      .where({ contested_at: null })
      .whereNot({ state: 'cerrada' })
      .orderBy(['created_at', 'id'])
      .limit(limit)
      .select('id'),
  );
  return rows.map(({ id }) => id);
}

/**
 * Fills in the HMAC of accounts that were written before there was one; a job for a ticker. Gives whether there may be
 * more. A row that does not open is left as it is and counted for no mailbox.
 */
export async function fillMailboxes({ run, atomically }: Database, secrets: KeyMaterial): Promise<boolean> {
  return atomically(async () => {
    const rows = await run<AccountRow[]>((sql) =>
      sql('accounts').whereNull('mailbox_hmac').limit(BATCH).forUpdate().skipLocked().select('*'),
    );
    for (const row of rows) {
      const mailbox_hmac = hmacOf(row, secrets);
      await run((sql) => sql('accounts').where({ id: row.id }).update({ mailbox_hmac }));
    }
    return rows.length === BATCH;
  });
}

/** An empty value for a row that does not open: it is not tried for ever. */
function hmacOf(row: AccountRow, secrets: KeyMaterial): Buffer {
  try {
    return mailboxHmac(secrets, toAccount(row, secrets).personal.email);
  } catch {
    return Buffer.alloc(0);
  }
}
