import type { Database } from '../database/database.ts';
import type { BoundRows } from '../row-mac/bound-rows.ts';

/** Tries of one code (floor 8). */
export const TRIES = 5;

/** Codes whose tries a process remembers at once: more than are sent in ten minutes. */
const REMEMBERED = 10_000;

/** What every row of a table of codes has, besides what makes it one. */
interface CodeRow {
  readonly id: string;
  readonly proved_at: Date | null;
  /** Not bound by the MAC, so that one conditional UPDATE counts a try. */
  readonly tries: number;
}

/** What counting needs: the table, and the rows of it as they are checked. */
interface Counting<R> extends Pick<Database, 'run' | 'atomically'> {
  readonly table: 'account_codes' | 'contact_codes';
  readonly rows: BoundRows<R>;
  readonly now: () => Date;
}

/**
 * Counts the tries of codes that users type, each in one conditional UPDATE in a table of codes, and in the process: a
 * counter that an attacker resets in the database grants no further try (floor 15).
 */
export function codeTries<R extends CodeRow>({ run, atomically, table, rows, now }: Counting<R>) {
  const tried = triesHere();
  return {
    /** Gives how many tries are left; undefined once the code is proved or spent. */
    async takeTry(id: string): Promise<number | undefined> {
      const [row] = await run<R[]>((sql) =>
        sql(table)
          .where({ id, proved_at: null })
          .where('tries', '<', TRIES)
          .update({ tries: sql.raw('tries + 1') })
          .returning('*'),
      );
      const counted = rows.checked(row, { id, proved_at: null });
      const used = counted && Math.max(counted.tries, tried(id));
      return used === undefined || used > TRIES ? undefined : TRIES - used;
    },
    /** Whether this call proved it. */
    async prove(id: string): Promise<boolean> {
      const proved = await atomically(() =>
        rows.edit(
          (codes) => codes.where({ id, proved_at: null }),
          () => ({ proved_at: now() }) as Partial<R>,
        ),
      );
      return proved.length === 1;
    },
  };
}

/**
 * Counts a try of a code in this process, and gives how many there were; the code that was counted first is forgotten
 * first.
 */
function triesHere(): (id: string) => number {
  const tried = new Map<string, number>();
  return (id) => {
    const used = (tried.get(id) ?? 0) + 1;
    tried.set(id, used);
    const [oldest] = tried.keys();
    if (tried.size > REMEMBERED && oldest !== undefined) tried.delete(oldest);
    return used;
  };
}
