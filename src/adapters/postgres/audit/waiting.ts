import type { Database } from '../database/database.ts';
import type { AuditText } from './rows.ts';
import { rowGone, type TrailFault } from './trust.ts';

/** Rows that one process saw before they could be sealed. */
interface RowsSeen {
  see(rows: readonly AuditText[]): void;
  /** The first of them that is no longer in the table. */
  missing(): Promise<TrailFault | undefined>;
}

/** Remembers rows that waited: what was committed once is never removed again. */
export function rowsSeen({ run }: Database): RowsSeen {
  let seen: readonly string[] = [];
  return {
    see(rows) {
      seen = rows.map(({ id }) => String(id));
    },
    async missing() {
      if (seen.length === 0) return undefined;
      const there = await run<{ id: string }[]>((sql) =>
        sql('audit')
          .whereIn('id', [...seen])
          .select('id'),
      );
      const ids = new Set(there.map(({ id }) => id));
      const gone = seen.find((id) => !ids.has(id));
      return gone === undefined ? undefined : rowGone(BigInt(gone));
    },
  };
}
