import type { Database } from '../database/database.ts';

/** How far ids had been given out at one moment, and which transactions were writing to the trail right after it. */
interface Mark {
  readonly through: bigint;
  readonly writers: readonly string[];
}

/**
 * Gives the id up to which no transaction can commit a row any more. Ids are given out before their transactions end
 * and in no order of commits; but a transaction with an id holds the table's lock for writers until its end. So an id
 * is settled once all that held that lock after it was given out have ended. Waits for no transaction and blocks none:
 * the answer is for now.
 */
export function settledIds(database: Database): () => Promise<bigint> {
  let settled = 0n;
  let mark: Mark | undefined;
  return async () => {
    const seen = await look(database);
    if (mark && !mark.writers.some((writer) => seen.writers.includes(writer))) {
      settled = mark.through;
      mark = undefined;
    }
    if (seen.writers.length === 0) settled = seen.through;
    else mark ??= seen;
    return settled;
  };
}

/** Two queries in this order: a transaction that got an id up to `through` is among the writers, or has ended. */
async function look({ run }: Database): Promise<Mark> {
  const ids = await run<{ rows: [{ through: string }] }>((sql) =>
    sql.raw('select case when is_called then last_value else 0 end as through from audit_id_seq'),
  );
  const locks = await run<{ rows: { writer: string }[] }>((sql) =>
    sql.raw(
      `select virtualtransaction as writer from pg_locks
       where locktype = 'relation' and mode = 'RowExclusiveLock' and granted and relation = 'audit'::regclass
         and database = (select oid from pg_database where datname = current_database())`,
    ),
  );
  return { through: BigInt(ids.rows[0].through), writers: locks.rows.map(({ writer }) => writer) };
}
