import type { Knex } from 'knex';
import { alarmBefore } from '../../../domain/right-terms.ts';
import { type Day, dayOf } from '../../../domain/working-days.ts';
import { MORE_AT_MOST, type RightPage, type RightRequest, type RightsDue } from '../../../ports/right-requests.ts';
import type { Database } from '../database/database.ts';
import { type RightRow, toRequest } from './right-row.ts';

interface Asked {
  /** All requests, instead of only those that wait for an answer and blocks in force. */
  readonly all: boolean;
  readonly limit: number;
}

/**
 * A page of the list of requests, as RightRequests.page promises it. The list grants nothing, and one row that does not
 * verify must not hide the others: rows are checked where an operator opens one or acts on it.
 */
export async function pageOfRights(database: Pick<Database, 'run'>, asked: Asked): Promise<RightPage> {
  const rows = await firstRows(database, asked);
  const more = rows.length < asked.limit ? 0 : (await countUpTo(database, asked)) - rows.length;
  return { requests: rows.map(toRequest), more };
}

async function firstRows({ run }: Pick<Database, 'run'>, { all, limit }: Asked): Promise<readonly RightRow[]> {
  const open = await run<RightRow[]>((sql) => inOrder(wanted(sql)).limit(limit));
  if (!all || open.length === limit) return open;
  return [...open, ...(await run<RightRow[]>((sql) => lastAnswered(sql).limit(limit - open.length)))];
}

/** How many there are; counts up to a page and MORE_AT_MOST. */
async function countUpTo({ run }: Pick<Database, 'run'>, { all, limit }: Asked): Promise<number> {
  const [counted] = await run<{ count: string }[]>((sql) =>
    sql.count('* as count').from(
      (all ? sql('right_requests') : wanted(sql))
        .select('id')
        .limit(limit + MORE_AT_MOST)
        .as('wanted'),
    ),
  );
  return Number(counted?.count ?? 0);
}

/** Requests that wait for an answer, and blocks in force. */
const wanted = (sql: Knex): Knex.QueryBuilder =>
  sql('right_requests')
    .whereNull('answered_at')
    .orWhere((block) => block.where({ kind: 'bloqueo', lifted_at: null }));

const inOrder = (requests: Knex.QueryBuilder): Knex.QueryBuilder =>
  requests
    .orderByRaw('answered_at is not null')
    .orderByRaw('case when answered_at is null then due_on end')
    .orderByRaw('answered_at desc nulls last, asked_at, id');

/** All others, the last answer first: a statement of its own, which reads only as many as are shown, by the index. */
const lastAnswered = (sql: Knex): Knex.QueryBuilder =>
  sql('right_requests')
    .whereNotNull('answered_at')
    .whereNot((block) => block.where({ kind: 'bloqueo', lifted_at: null }))
    .orderByRaw('answered_at desc, asked_at, id');

/** Answered requests, as RightRequests.answered promises them. */
export async function answeredRights({ run }: Pick<Database, 'run'>, limit: number): Promise<readonly RightRequest[]> {
  const inForce = { kind: 'bloqueo', lifted_at: null };
  const blocks = await run<RightRow[]>((sql) =>
    sql('right_requests').where(inForce).whereNotNull('answered_at').orderBy(['answered_at', 'id']).limit(limit),
  );
  const others = await run<RightRow[]>((sql) => lastAnswered(sql).limit(limit - blocks.length));
  return [...blocks, ...others].map(toRequest);
}

/** How many requests wait for an answer, and how near their last days are. */
export async function rightsDue({ run }: Pick<Database, 'run'>, now: Date): Promise<RightsDue> {
  const today = dayOf(now);
  const [row] = await run<DueRow[]>((sql) =>
    sql('right_requests')
      .whereNull('answered_at')
      .select(
        sql.raw(
          `count(*) as open,
          count(*) filter (where due_on < :today) as overdue,
          count(*) filter (where due_on >= :today and due_on < :before) as soon,
          (array_agg(folio order by due_on, asked_at))[1] as first,
          min(due_on) as first_due,
          (array_agg(folio order by asked_at desc) filter (where due_on < :before))[1] as newest`,
          { today, before: alarmBefore(today) },
        ),
      ),
  );
  return {
    open: Number(row?.open ?? 0),
    overdue: Number(row?.overdue ?? 0),
    soon: Number(row?.soon ?? 0),
    first: row?.first_due ? { folio: row.first ?? '', dueOn: row.first_due } : undefined,
    newest: row?.newest ?? undefined,
  };
}

interface DueRow {
  readonly open: string;
  readonly overdue: string;
  readonly soon: string;
  readonly first: string | null;
  readonly first_due: Day | null;
  readonly newest: string | null;
}
