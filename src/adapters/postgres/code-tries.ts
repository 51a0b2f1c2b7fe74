import type { Database } from './database.ts';

/** Tries of one code (floor 8). */
export const TRIES = 5;

/** Counts and ends the tries of codes that people type, each in one conditional UPDATE, in a table of codes. */
export function codeTries({ run }: Pick<Database, 'run'>, table: 'account_codes' | 'contact_codes', now: () => Date) {
  return {
    /** Gives how many tries are left; undefined once the code is proved or spent. */
    async takeTry(id: string): Promise<number | undefined> {
      const [row] = await run<{ tries: number }[]>((sql) =>
        sql(table)
          .where({ id, proved_at: null })
          .where('tries', '<', TRIES)
          .update({ tries: sql.raw('tries + 1') })
          .returning('tries'),
      );
      return row && TRIES - row.tries;
    },
    /** Whether it was this call that proved it. */
    async prove(id: string): Promise<boolean> {
      const proved = await run<number>((sql) => sql(table).where({ id, proved_at: null }).update({ proved_at: now() }));
      return proved === 1;
    },
  };
}
