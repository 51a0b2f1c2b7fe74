import { randomUUID } from 'node:crypto';
import type { DeliveryStatus, EndedSession, LogoutNotice, LogoutQueue } from '../../../ports/sessions.ts';
import { onlyFitting } from '../row-mac/only-fitting.ts';
import { type RowMacs, rowMacs } from '../row-mac/row-macs.ts';
import { type NoticeRow, noticeOf, noticeQueue, PENDING, type QueueNeeds } from './notice-queue.ts';

interface Row extends NoticeRow {
  readonly sid: string;
}

/** Logouts that wait for their clients. */
export function postgresLogoutQueue(
  database: QueueNeeds['database'],
  secrets: QueueNeeds['secrets'],
  now: () => Date,
): LogoutQueue {
  const macs = rowMacs(secrets);
  return {
    ...noticeQueue({ database, secrets, now }, 'logouts', toNotice),
    async add(ended) {
      if (ended.length === 0) return;
      const rows = ended.map((one) => rowOf(macs, one, now()));
      await database.run((sql) => sql('logout_notices').insert(rows));
      database.wake('logouts');
    },
    async deliveries(ended) {
      const found = await database.run<Row[]>((sql) =>
        sql('logout_notices')
          .whereIn('account_id', [...new Set(ended.map(({ accountId }) => accountId))])
          .whereIn(
            'sid',
            ended.map(({ sid }) => sid),
          ),
      );
      const rows = await onlyFitting(database, macs, 'logout_notices', found);
      return ended.map(({ clientId, sid }) =>
        statusOf(rows.find((row) => row.client_id === clientId && row.sid === sid)),
      );
    },
  };
}

function rowOf(macs: RowMacs, { clientId, accountId, sid }: EndedSession, at: Date) {
  const row = {
    ...PENDING,
    id: randomUUID(),
    client_id: clientId,
    account_id: accountId,
    sid,
    created_at: at,
  };
  return { ...macs.signed('logout_notices', row), due_at: at };
}

const toNotice = (row: Row): LogoutNotice => ({
  ...noticeOf(row),
  accountId: row.account_id,
  sid: row.sid,
});

function statusOf(row: Row | undefined): DeliveryStatus {
  if (!row) return 'none';
  if (row.told_at) return 'delivered';
  return row.dead_at ? 'failed' : 'pending';
}
