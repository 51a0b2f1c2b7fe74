import { NOBODY } from '../../domain/account.ts';
import type { Alarm } from '../../ports/alarm.ts';
import type { TamperedRow } from '../../ports/tampered-row.ts';
import type { Database } from './database.ts';

/** For so long an alarm is told after a row was seen last. */
const LATELY_MS = 3_600_000;

/**
 * Notes a row that did not verify, outside of the transaction that found it: its account is shut until two operators have
 * repaired it. The reference is the one that the visitor saw.
 */
export async function noteTampered(
  { run }: Pick<Database, 'run'>,
  { table, row, accountId, message }: TamperedRow,
  reference: string,
  now: Date,
): Promise<void> {
  await run((sql) =>
    sql('row_alarms')
      .insert({
        table_name: table,
        row_key: row,
        // A row that somebody made up may name an account that there is not.
        account_id: sql('accounts')
          .where({ id: accountId ?? NOBODY })
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
