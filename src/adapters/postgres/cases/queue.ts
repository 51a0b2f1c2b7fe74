import type { Knex } from 'knex';
import { alarmBefore } from '../../../domain/right-terms.ts';
import { instantOf } from '../../../domain/telephone.ts';
import { dayOf } from '../../../domain/working-days.ts';
import type { CaseFilter, CasePage, CasesDue, DeskCase } from '../../../ports/cases.ts';
import type { Database } from '../database/database.ts';
import type { RowMacs } from '../row-mac/row-macs.ts';
import type { CaseRow } from './case-row.ts';

interface Reading {
  readonly run: Database['run'];
  readonly macs: RowMacs;
  readonly toCase: (row: CaseRow) => DeskCase;
}

/** A row of before there was a state waits for its person. */
const STATE = "coalesce(state, 'espera-persona')";

/**
 * A page of the queue, as Cases.page promises it: one row that does not verify hides no other, and is counted.
 */
export async function pageOfCases(
  { run, macs, toCase }: Reading,
  filter: CaseFilter,
  limit: number,
): Promise<CasePage> {
  const rows = await run<CaseRow[]>((sql) =>
    wanted(sql, filter)
      .orderByRaw(`${STATE} = 'resuelta', ${STATE} = 'espera-persona', coalesce(due_at, opened_at), opened_at, id`)
      .limit(limit + 1),
  );
  const page = rows.slice(0, limit);
  const own = page.filter((row) => macs.fits('cases', row));
  return { cases: own.map(toCase), more: rows.length > limit, unverified: page.length - own.length };
}

function wanted(sql: Knex, { kind, state, assignee, free, dueBefore }: CaseFilter): Knex.QueryBuilder {
  const open = sql('cases').whereNull('ended_at');
  if (kind) open.where({ kind });
  if (assignee) open.where({ assignee });
  if (free)
    open
      .where((one) => one.whereNull('assignee').orWhereNotIn('assignee', [...free.but]))
      .whereNot({ state: 'resuelta' });
  if (dueBefore) open.where('due_at', '<', dueBefore).whereIn('state', [...atDesk]);
  return state ? open.whereRaw(`${STATE} = ?`, [state]) : open;
}

/** States in which the desk owes the next step. */
const atDesk = ['recibida', 'en-revision', 'por-confirmar', 'por-llamar'] as const;

interface DueRow {
  readonly open: string;
  readonly overdue: string;
  readonly soon: string;
  readonly first: string | null;
  readonly first_due: Date | null;
}

/** How many cases wait for the desk, and how near the ends of their terms are; of rights, `rightsDue` says it. */
export async function casesDue({ run }: Pick<Database, 'run'>, at: Date): Promise<CasesDue> {
  const before = instantOf(alarmBefore(dayOf(at)), 0);
  const [row] = await run<DueRow[]>((sql) =>
    sql('cases')
      .whereNull('ended_at')
      .whereNot({ kind: 'derecho' })
      .whereIn('state', [...atDesk])
      .select(
        sql.raw(
          `count(*) as open,
          count(*) filter (where due_at < :at) as overdue,
          count(*) filter (where due_at >= :at and due_at < :before) as soon,
          (array_agg(folio order by due_at, id))[1] as first,
          min(due_at) as first_due`,
          { at, before },
        ),
      ),
  );
  return {
    open: Number(row?.open ?? 0),
    overdue: Number(row?.overdue ?? 0),
    soon: Number(row?.soon ?? 0),
    first: row?.first && row.first_due ? { folio: row.first, dueAt: row.first_due } : undefined,
  };
}

/** Folios of cases whose time to end by themselves came. */
export async function expiredCases(
  { run }: Pick<Database, 'run'>,
  at: Date,
  limit: number,
): Promise<readonly string[]> {
  return run<string[]>((sql) =>
    sql('cases')
      .whereNull('ended_at')
      .where('expires_at', '<', at)
      .orderBy(['expires_at', 'id'])
      .limit(limit)
      .pluck('folio'),
  );
}
