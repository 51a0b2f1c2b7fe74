import type { ChangeRate } from '../../../ports/company-changes.ts';
import type { Database } from '../database/database.ts';

const HOUR_MS = 3_600_000;

/** The number of companies that are counted in any case. */
const COUNTED = 10_000;

/** As many companies as decide whether those that changed are more than a hundredth. */
const KNOWN = `
  select count(*) from (select from companies order by rut
    limit greatest(${COUNTED}, 1 + 100 * (select count(*) from company_changes where counted_at > :since))) counted`;

/**
 * How many companies changed within the hour, of how many. They are counted up to a hundred times those that
 * changed, and up to ten thousand in any case: the whole table need not be read to decide whether the SII's answers are
 * faulty.
 */
export async function changeRate({ run }: Database, at: Date): Promise<ChangeRate> {
  const since = new Date(at.getTime() - HOUR_MS);
  const { rows } = await run<{ rows: { changed: string; known: string }[] }>((sql) =>
    sql.raw(`select (select count(*) from company_changes where counted_at > :since) as changed, (${KNOWN}) as known`, {
      since,
    }),
  );
  return { changed: Number(rows[0]?.changed), known: Number(rows[0]?.known) };
}
