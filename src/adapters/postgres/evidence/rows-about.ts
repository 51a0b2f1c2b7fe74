import { type AuditColumns, type AuditText, selectedColumns, toAuditText } from '../audit/rows.ts';
import type { Database } from '../database/database.ts';

/** Rows of the table that one statement looks at. */
const PAGE = 50_000;
const AFTER = '(:after::bigint is null or audit.id > :after::bigint)';

/**
 * Rows of the trail that name a folio, or the reference of a visit that is one, in the order of their ids; of one
 * account if it is known. Each statement looks at a fixed number of rows of the table.
 */
export async function* rowsAbout(
  database: Database,
  folio: string,
  accountId: string | undefined,
): AsyncGenerator<AuditText, undefined> {
  for (let after: string | null = null; ; ) {
    const last = await endOfPage(database, after);
    if (last === null) return;
    yield* await foundIn(database, { after, last, folio, account: accountId ?? null });
    after = last;
  }
}

async function endOfPage({ run }: Database, after: string | null): Promise<string | null> {
  const { rows } = await run<{ rows: [{ last: string | null }] }>((sql) =>
    sql.raw(
      `select max(id)::text as last from (select id from audit where ${AFTER} order by audit.id limit ${PAGE}) page`,
      { after },
    ),
  );
  return rows[0].last;
}

interface Looked {
  readonly after: string | null;
  readonly last: string;
  readonly folio: string;
  readonly account: string | null;
}

async function foundIn({ run }: Database, looked: Looked): Promise<readonly AuditText[]> {
  const { rows } = await run<{ rows: AuditColumns[] }>((sql) =>
    sql.raw(
      `select ${selectedColumns} from audit where ${AFTER} and audit.id <= :last::bigint
       and (:account::uuid is null or audit.account_id = :account::uuid)
       and (audit.reference = :folio or audit.details ->> 'folio' = :folio) order by audit.id`,
      { ...looked },
    ),
  );
  return rows.map(toAuditText);
}
