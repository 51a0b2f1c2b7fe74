import { type AuditColumns, type AuditText, selectedColumns, toAuditText } from '../audit/rows.ts';
import type { Database } from '../database/database.ts';

/** Rows of one statement. */
const PAGE = 500;

/**
 * Rows of the trail that name a folio, or the reference of a visit that is one, in the order of their ids; each is found
 * by an index of its own, and no index of the order tempts PostgreSQL to read the whole trail (hence the sum).
 */
export async function* rowsAbout(database: Database, folio: string): AsyncGenerator<AuditText, undefined> {
  for (let after: string | null = null; ; ) {
    const rows: readonly AuditText[] = await pageAbout(database, folio, after);
    yield* rows;
    if (rows.length < PAGE) return;
    after = String(rows.at(-1)?.id);
  }
}

async function pageAbout({ run }: Database, folio: string, after: string | null): Promise<readonly AuditText[]> {
  const { rows } = await run<{ rows: AuditColumns[] }>((sql) =>
    sql.raw(
      `select ${selectedColumns} from (
         select * from audit where reference = :folio
         union all
         (select * from audit where details ->> 'folio' = :folio and reference is distinct from :folio
           and (:after::bigint is null or id > :after::bigint) order by id limit ${PAGE})
       ) as audit where (:after::bigint is null or audit.id > :after::bigint) order by audit.id + 0 limit ${PAGE}`,
      { folio, after },
    ),
  );
  return rows.map(toAuditText);
}
