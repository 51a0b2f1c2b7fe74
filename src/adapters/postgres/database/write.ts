import { createHash } from 'node:crypto';
import type { QueryConfig } from 'pg';

/** A write of rows of one table, whose caller waits for no result of it. */
export interface Write {
  /** "Grant.upsert": of the prepared statement. */
  readonly name: string;
  readonly table: string;
  readonly text: string;
  readonly values: readonly unknown[];
  /** The same for a commit that need not wait for the disk, where the write may be lost. */
  readonly lazily?: string | undefined;
}

/** The insertion of one row, its columns in the order of `row`. */
export function insertion(name: string, table: string, row: object): Write {
  const columns = Object.keys(row);
  const places = columns.map((_, place) => `$${place + 1}`).join(', ');
  const text = `insert into ${table} (${columns.join(', ')}) values (${places})`;
  return { name, table, text, values: Object.values(row) };
}

/** Writes in their order, as few statements: of each table a statement writes once, and none reads what another writes. */
export function inGroups(writes: readonly Write[]): readonly (readonly Write[])[] {
  const groups: Write[][] = [];
  for (const write of writes) {
    const last = groups.at(-1);
    if (!last || last.some(({ table }) => names(write.text, table))) groups.push([write]);
    else last.push(write);
  }
  return groups;
}

/**
 * One prepared statement that does all of these writes, each to a table of its own, or none; its result is that of the
 * last one. Its commit waits for no disk where `lazy` says so and each of them allows it.
 */
export function together(writes: readonly Write[], lazy: boolean): QueryConfig {
  const lazily = lazy && writes.every((write) => write.lazily !== undefined);
  const [only] = writes;
  const values = writes.flatMap((write) => write.values);
  if (only && writes.length === 1) return { name: nameOf(only, lazily), text: textOf(only, lazily), values };
  const title = writes.map((write) => nameOf(write, lazily)).join(' + ');
  const text = composed(title, writes, lazily);
  // PostgreSQL tells the names of prepared statements apart by their first 63 bytes.
  return { name: `${only?.name}+${createHash('sha256').update(text).digest('hex').slice(0, 16)}`, text, values };
}

const nameOf = ({ name }: Write, lazily: boolean): string => (lazily ? `${name}Lazily` : name);
const textOf = ({ text, lazily }: Write, lazy: boolean): string => (lazy ? (lazily as string) : text).trim();

/** All but the last are parts of its WITH; the numbers of their values go on from one to the next. */
function composed(title: string, writes: readonly Write[], lazily: boolean): string {
  let before = 0;
  const all = writes.map((write) => {
    const text = textOf(write, lazily).replace(/\$(\d+)/g, (_, number) => `$${Number(number) + before}`);
    before += write.values.length;
    return text;
  });
  const parts = all.slice(0, -1).map((text, place) => `written${place} as (${text})`);
  const last = String(all.at(-1));
  const main = last.startsWith('with ') ? `, ${last.slice('with '.length)}` : ` ${last}`;
  return `/* ${title} */ with ${parts.join(', ')}${main}`;
}

/** Whether a statement only reads; it may lock what it reads. */
export const isRead = (sql: string): boolean => /^\s*select\b/i.test(sql);

/** Whether a statement names a table. */
export const names = (sql: string, table: string): boolean => new RegExp(`\\b${table}\\b`).test(sql);

/**
 * Whether a statement may be sent before writes that wait: it reads, and none of their tables. Any other could fail, lock
 * or see what it should not.
 */
export function mayPrecede(sql: string, writes: readonly Write[]): boolean {
  return isRead(sql) && !writes.some(({ table }) => names(sql, table));
}
