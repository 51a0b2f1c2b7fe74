import { createHash } from 'node:crypto';
import { NO_ACCOUNT } from '../../../domain/account.ts';
import type { Alarm } from '../../../ports/alarm.ts';
import type { TamperedRow } from '../../../ports/tampered-row.ts';
import type { Database } from '../database/database.ts';

/** How long an alarm is given after a row was seen last. */
const LATELY_MS = 3_600_000;

/** Longer than every key that the product writes; an index accepts no value beyond 2700 bytes. */
const LONGEST_KEY = 500;

/**
 * The name of a row in its alarm. A key of any length may have been inserted: the name of a long one ends with its
 * hash.
 */
export const alarmKey = (key: string): string =>
  key.length <= LONGEST_KEY
    ? key
    : `${key.slice(0, LONGEST_KEY / 2)}… SHA-256 ${createHash('sha256').update(key).digest('hex')}`;

/**
 * Records a row that did not verify, outside of the transaction that found it: its account cannot be used until two
 * operators have repaired it. The reference is the one that the visitor saw.
 */
export async function noteTampered(
  { run }: Pick<Database, 'run'>,
  { table, row, accountId, message, shut }: TamperedRow,
  reference: string,
  now: Date,
): Promise<void> {
  // This row verifies; another one keeps its account from use, and its repair is enough.
  if (shut) return;
  await run((sql) =>
    sql('row_alarms')
      .insert({
        table_name: table,
        row_key: alarmKey(row),
        // A forged row may name an account that does not exist.
        account_id: sql('accounts')
          .where({ id: accountId ?? NO_ACCOUNT })
          .select('id'),
        reason: message,
        reference,
        seen_at: now,
      })
      .onConflict(['table_name', 'row_key'])
      .merge(['reason', 'reference', 'seen_at']),
  );
}

/** The alarm about rows that did not verify within the last hour, with the newest of them. */
export async function tamperedRows({ run }: Pick<Database, 'run'>, now: Date): Promise<readonly Alarm[]> {
  const since = new Date(now.getTime() - LATELY_MS);
  const rows = await run<{ table_name: string; reference: string }[]>((sql) =>
    sql('row_alarms').where('seen_at', '>', since).orderBy('seen_at', 'desc').select('table_name', 'reference'),
  );
  const [newest] = rows;
  return newest
    ? [{ alarm: 'row-tampered', rows: rows.length, table: newest.table_name, reference: newest.reference }]
    : [];
}

/** A row that did not verify, as it was recorded. */
interface RowAlarm {
  readonly table: string;
  readonly key: string;
  readonly accountId: string | undefined;
  readonly reason: string;
  readonly reference: string;
  readonly seenAt: Date;
}

/** The newest of them, and how many more there are. */
export interface RowAlarms {
  readonly alarms: readonly RowAlarm[];
  readonly more: number;
}

interface Noted {
  readonly table_name: string;
  readonly row_key: string;
  readonly account_id: string | null;
  readonly reason: string;
  readonly reference: string;
  readonly seen_at: Date;
}

/** Every recorded row, the newest first; `limit` at most. */
export async function readRowAlarms({ run }: Pick<Database, 'run'>, limit: number): Promise<RowAlarms> {
  const noted = await run<Noted[]>((sql) => sql('row_alarms').orderBy('seen_at', 'desc').limit(limit));
  const all = await run<{ rows: string } | undefined>((sql) => sql('row_alarms').count('* as rows').first());
  const alarms = noted.map((row) => ({
    table: row.table_name,
    key: row.row_key,
    accountId: row.account_id ?? undefined,
    reason: row.reason,
    reference: row.reference,
    seenAt: row.seen_at,
  }));
  return { alarms, more: Number(all?.rows ?? 0) - alarms.length };
}
