import type { Database } from '../database/database.ts';
import type { QueueShape } from './shapes.ts';

/** How many rows are taken, and from when until when: the rows of a worker that stops are due again at `until`. */
interface Claim {
  readonly now: Date;
  readonly until: Date;
  readonly limit: number;
}

/**
 * Takes rows that are due: they are due again at `until`. The condition is part of the statement that locks, which
 * PostgreSQL evaluates once more for a row that changed meanwhile, so that two workers never take the same row.
 */
const claimStatement = ({ table, key, due, pending, claimed, parts, among, order }: QueueShape): string => `
  ${parts === undefined ? '' : `with ${parts}`}
  update ${table} set ${due} = :until${claimed === undefined ? '' : `, ${claimed}`} where ${key} in (
    select ${key} from ${table} where ${pending} and ${due} <= :now and ${among ?? 'true'}
    order by ${order} limit :limit for update skip locked)
  returning *`;

/** Rows as they are after the claim, in no order. `bindings` are values that the queue's own condition names. */
export async function claimRows<Row>(
  { run }: Pick<Database, 'run'>,
  shape: QueueShape,
  claim: Claim,
  bindings: Readonly<Record<string, Date | number>> = {},
): Promise<Row[]> {
  const { rows } = await run<{ rows: Row[] }>((sql) => sql.raw(claimStatement(shape), { ...bindings, ...claim }));
  return rows;
}

/**
 * How long no other worker takes a row of a job that makes one thing at a time; a job that fails leaves it until then.
 */
const TURN_MS = 2 * 60_000;

/** Takes the row that has waited longest, for two minutes. */
export async function claimOne<Row>(
  database: Pick<Database, 'run'>,
  shape: QueueShape,
  now: Date,
): Promise<Row | undefined> {
  const until = new Date(now.getTime() + TURN_MS);
  const [row] = await claimRows<Row>(database, shape, { now, until, limit: 1 });
  return row;
}

/** When the next row is due, claimed ones included; in the past where rows are due, undefined where none waits. */
export async function nextDue(
  { run }: Pick<Database, 'run'>,
  { table, due, pending }: QueueShape,
): Promise<Date | undefined> {
  const { rows } = await run<{ rows: [{ at: Date | null }] }>((sql) =>
    sql.raw(`select min(${due}) as at from ${table} where ${pending}`),
  );
  return rows[0].at ?? undefined;
}
