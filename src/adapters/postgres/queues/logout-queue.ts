import { randomUUID } from 'node:crypto';
import type { Heard, LogoutNotice, LogoutQueue } from '../../../ports/sessions.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { onlyFitting } from '../row-mac/only-fitting.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import { type NoticeRow, noticeOf, noticeQueue } from './notice-queue.ts';

interface Row extends NoticeRow {
  readonly account_id: string;
  readonly sid: string;
  readonly told_at: Date | null;
  readonly dead_at: Date | null;
}

/** Logouts that wait for their platforms. */
export function postgresLogoutQueue(
  database: Database,
  secrets: Pick<KeyMaterial, 'rowKeys'>,
  now: () => Date,
): LogoutQueue {
  const { run } = database;
  const macs = rowMacs(secrets);
  return {
    ...noticeQueue({ database, secrets, now }, 'logout_notices', toNotice),
    async add(ended) {
      if (ended.length === 0) return;
      const at = now();
      const rows = ended.map(({ clientId, accountId, sid }) => {
        const row = { id: randomUUID(), client_id: clientId, account_id: accountId, sid, created_at: at };
        return { ...macs.signed('logout_notices', { ...row, told_at: null, dead_at: null }), due_at: at };
      });
      await run((sql) => sql('logout_notices').insert(rows));
    },
    async heard(ended) {
      const accounts = [...new Set(ended.map(({ accountId }) => accountId))];
      const found = await run<Row[]>((sql) =>
        sql('logout_notices')
          .whereIn('account_id', accounts)
          .whereIn(
            'sid',
            ended.map(({ sid }) => sid),
          ),
      );
      const rows = await onlyFitting(database, macs, 'logout_notices', found);
      return ended.map(({ clientId, sid }) =>
        howFar(rows.find((row) => row.client_id === clientId && row.sid === sid)),
      );
    },
  };
}

const toNotice = (row: Row): LogoutNotice => ({ ...noticeOf(row), accountId: row.account_id, sid: row.sid });

function howFar(row: Row | undefined): Heard {
  if (!row) return 'silent';
  return row.told_at ? 'told' : row.dead_at ? 'failed' : 'waiting';
}
