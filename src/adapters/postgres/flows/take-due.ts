import type { Database } from '../database/database.ts';

/** Rows of a kind that wait for a worker, and where `try_at` says from when. */
interface Waiting {
  readonly table: 'exports' | 'holds';
  readonly where: Readonly<Record<string, string | null>>;
}

/** For so long nobody else takes a row that a worker has taken. */
const TURN_MS = 2 * 60_000;

/** Takes the row that has waited longest, for two minutes; two workers never take the same one. */
export async function takeDue<Row>(
  { run }: Pick<Database, 'run'>,
  now: Date,
  { table, where }: Waiting,
): Promise<Row | undefined> {
  const [row] = await run<Row[]>((sql) =>
    sql(table)
      .whereIn('id', (due) =>
        due
          .from(table)
          .where(where)
          .where('try_at', '<=', now)
          .orderBy('try_at')
          .limit(1)
          .forUpdate()
          .skipLocked()
          .select('id'),
      )
      .update({ try_at: new Date(now.getTime() + TURN_MS) })
      .returning('*'),
  );
  return row;
}
