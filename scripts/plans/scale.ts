import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';

const PAGE = 8192;
/** PostgreSQL begins another file after 1 GB. */
const MOST_PAGES = 131_071;
/** Below so many pages their number says too little: it is reckoned from the width of the rows. */
const FEW_PAGES = 8;
/** Bytes that a row, and an entry of an index, take besides what is in them; and those of an entry as a whole. */
const ROW_HEAD = 28;
const ENTRY = 48;

function lengthen(file: string, bytes: number): void {
  try {
    truncateSync(file, bytes);
  } catch (cause) {
    throw new Error(`${file}: the sample needs a PostgreSQL on this machine whose files may be written`, { cause });
  }
}

interface Relation {
  readonly path: string;
  readonly pages: number;
  readonly folder: string;
}

/** Pages of a relation that is `$1` times as large; the first page of an index holds no entries. */
const LARGER = `
  select c.oid, greatest(c.reltuples, 0) * $1::int as tuples,
    greatest(c.relpages, least(${MOST_PAGES}, case
      when c.relpages >= ${FEW_PAGES} then c.relpages::bigint * $1::int
      when c.relkind = 'i' then 1 + ceil(greatest(c.reltuples, 0) * $1::int * ${ENTRY} / ${PAGE})
      else ceil(greatest(c.reltuples, 0) * $1::int * (${ROW_HEAD} + coalesce(width.bytes, 0)) / ${PAGE}) end))::int as pages
  from pg_class c
  left join lateral (select sum(avg_width) as bytes from pg_stats
    where schemaname = 'public' and tablename = c.relname) width on true
  where c.relkind in ('r', 'i') and c.relnamespace = 'public'::regnamespace`;

/**
 * Makes the planner believe that every table and index of a small database is `factor` times as large. It looks at rows and
 * pages in pg_class, which are multiplied, and at the length of the files, which become longer by holes that are never
 * read and take no room. What ANALYZE found of the values stays, so that shares hold. Needs a superuser and the files of
 * the server on this machine. The database is usable for EXPLAIN alone afterwards.
 */
export async function scale(client: pg.Client, factor: number): Promise<void> {
  const { rows } = await client.query<Relation>(
    `with larger as (${LARGER})
     update pg_class set reltuples = larger.tuples, relpages = larger.pages,
       relallvisible = case when relallvisible > 0 then larger.pages else 0 end
     from larger where pg_class.oid = larger.oid
     returning relpages as pages, pg_relation_filepath(pg_class.oid) as path, current_setting('data_directory') as folder`,
    [factor],
  );
  for (const { folder, path, pages } of rows) if (pages > 0) lengthen(join(folder, path), pages * PAGE);
}
