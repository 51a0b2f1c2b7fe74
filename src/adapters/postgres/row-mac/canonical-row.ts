import canonicalize from 'canonicalize';

export type Row = Readonly<Record<string, unknown>>;

/**
 * A row as the one text that its MAC covers (JSON canonicalization, RFC 8785): the table, then the bound columns by name.
 * What PostgreSQL gives back equals what was written: jsonb is compared by content, an instant by its milliseconds, bytea
 * in hexadecimal. Throws where a bound column is missing: a row that was read in part cannot be checked.
 */
export function canonicalRow(table: string, columns: readonly string[], row: Row): string {
  const values = columns.map((column) => [column, plain(table, column, row[column])]);
  return canonicalize({ table, row: Object.fromEntries(values) }) as string;
}

function plain(table: string, column: string, value: unknown): unknown {
  if (value === undefined) throw new Error(`${table}.${column} is bound and was not given`);
  if (Buffer.isBuffer(value)) return value.toString('hex');
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'bigint') return String(value);
  return value;
}
