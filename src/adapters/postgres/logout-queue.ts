import { randomUUID } from 'node:crypto';
import type { LogoutNotice, LogoutQueue } from '../../ports/sessions.ts';
import type { Database } from './database.ts';

/** What waits is repeated in the outer condition: PostgreSQL looks at it once more when it had to wait for the row. */
const WAITS = 'told_at is null and dead_at is null and due_at <= :now';

const CLAIM = `
  update logout_notices set due_at = :until, attempts = attempts + 1 where id in (
    select id from logout_notices where ${WAITS} and id in (
      select id from (
        select id, row_number() over (partition by client_id order by due_at) as turn
        from logout_notices where ${WAITS}) turns
      order by turn limit :limit)
    for update skip locked)
  returning id, client_id, account_id, sid, attempts, created_at`;

interface Row {
  readonly id: string;
  readonly client_id: string;
  readonly account_id: string;
  readonly sid: string;
  readonly attempts: number;
  readonly created_at: Date;
}

/** The queue as a table; any number of processes may take from it. */
export function postgresLogoutQueue({ run }: Database, now: () => Date): LogoutQueue {
  const change = async (id: string, columns: object): Promise<void> => {
    await run((sql) => sql('logout_notices').where({ id }).update(columns));
  };
  return {
    async add(ended) {
      if (ended.length === 0) return;
      const at = now();
      const rows = ended.map(({ clientId, accountId, sid }) => ({
        ...{ id: randomUUID(), client_id: clientId, account_id: accountId, sid },
        ...{ created_at: at, due_at: at },
      }));
      await run((sql) => sql('logout_notices').insert(rows));
    },
    async claim(limit, until) {
      const { rows } = await run<{ rows: Row[] }>((sql) => sql.raw(CLAIM, { now: now(), until, limit }));
      return rows.map(notice);
    },
    told: (id) => change(id, { told_at: now(), last_error: null }),
    retry: (id, at, reason) => change(id, { due_at: at, last_error: reason }),
    bury: (id, reason) => change(id, { dead_at: now(), last_error: reason }),
    async drop(id) {
      await run((sql) => sql('logout_notices').where({ id }).delete());
    },
  };
}

function notice({ id, client_id, account_id, sid, attempts, created_at }: Row): LogoutNotice {
  return { id, clientId: client_id, accountId: account_id, sid, attempts, createdAt: created_at };
}
