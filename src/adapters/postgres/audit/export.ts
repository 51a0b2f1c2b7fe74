import type { Database } from '../database/database.ts';

const PAGE = 5000;

/** The rows that are wanted; an undefined field does not restrict them. */
export interface Wanted {
  /** The first instant that is included. */
  readonly from: Date | undefined;
  /** The first instant that is no longer included. */
  readonly to: Date | undefined;
  readonly account: string | undefined;
  readonly reference: string | undefined;
}

interface Line {
  /** The last id of the page, null when it is empty. */
  readonly last: string | null;
  /** Null when nothing of the page is wanted. */
  readonly line: string | null;
}

/** Rows of the trail in the order of their ids, a line of JSON each, with the columns that are not null. */
export async function* exportAudit(database: Database, wanted: Wanted): AsyncGenerator<string> {
  for (let after: string | undefined; ; ) {
    const lines = await pageAfter(database, after, wanted);
    for (const { line } of lines) if (line !== null) yield `${line}\n`;
    after = lines[0]?.last ?? undefined;
    if (after === undefined) return;
  }
}

/** A page covers a fixed number of rows of the table, however many of them are wanted: no statement takes long. */
async function pageAfter({ run }: Database, after: string | undefined, wanted: Wanted): Promise<readonly Line[]> {
  const { rows } = await run<{ rows: Line[] }>((sql) => {
    const page = sql('audit').orderBy('id').limit(PAGE);
    if (after !== undefined) page.where('id', '>', after);
    const found = sql('page').select('id', sql.raw('json_strip_nulls(row_to_json(page))::text as line'));
    if (wanted.from) found.where('at', '>=', wanted.from);
    if (wanted.to) found.where('at', '<', wanted.to);
    if (wanted.account) found.where('account_id', wanted.account);
    if (wanted.reference) found.where('reference', wanted.reference);
    return sql.raw(
      `with page as materialized (?)
       select ends.last, found.line from (select max(id)::text as last from page) ends
       left join (?) found on true order by found.id`,
      [page, found],
    );
  });
  return rows;
}
