import canonicalize from 'canonicalize';

export type Row = Readonly<Record<string, unknown>>;

/** A row contains what the product never writes, and what has no canonical form: an infinite instant or number. */
export class NotCanonical extends Error {}

/**
 * A row as the one text that its MAC covers (JSON canonicalization, RFC 8785): the table, then the bound columns by
 * name. What PostgreSQL returns equals what was written: jsonb is compared by content, an instant by its milliseconds,
 * bytea in hexadecimal. Throws where a bound column is missing: a row that was read in part cannot be checked; throws
 * NotCanonical.
 */
export function canonicalRow(table: string, columns: readonly string[], row: Row): string {
  const values = columns.map((column) => [column, plain(table, column, row[column])]);
  return canonical({ table, row: Object.fromEntries(values) });
}

function canonical(row: object): string {
  try {
    return canonicalize(row) as string;
  } catch (error) {
    throw new NotCanonical((error as Error).message);
  }
}

function plain(table: string, column: string, value: unknown): unknown {
  if (value === undefined) throw new Error(`${table}.${column} is bound and was not given`);
  if (Buffer.isBuffer(value)) return value.toString('hex');
  // An instant outside of JavaScript's range has no text either: it counts as an infinite one.
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? Number.NaN : value.toISOString();
  if (typeof value === 'bigint') return String(value);
  return value;
}
