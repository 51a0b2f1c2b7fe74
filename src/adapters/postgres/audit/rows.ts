import type { Database } from '../database/database.ts';

/** Columns of a row as text that depends on no session: an instant as seconds since 1970, bytes in hexadecimal. */
const columns = {
  id: 'id::text',
  at: 'extract(epoch from at)::text',
  act: 'act',
  account_id: 'account_id::text',
  subject: 'subject::text',
  client_id: 'client_id',
  network: `encode(network, 'hex')`,
  device: 'device',
  reference: 'reference',
  details: 'details::text',
  account_version: 'account_version::text',
  mac: `encode(mac, 'hex')`,
} as const;

type Column = keyof typeof columns;

/** A row, each column as text. */
export type AuditColumns = { readonly [column in Column]: string | null };

/** Every column in the order in which it is sealed. */
export const auditColumns = Object.keys(columns) as Column[];

/** What to select of `audit` for an `AuditColumns`. */
export const selectedColumns = auditColumns.map((name) => `${columns[name]} as ${name}`).join(', ');

/** A row of the trail as it is sealed. */
export interface AuditText {
  readonly id: bigint;
  /** JSON of its columns that are not null, each with its name: no two rows share it, and a column may be added. */
  readonly text: string;
  readonly columns: AuditColumns;
}

/** Rows from id `from` to id `through`, both among them, in the order of their ids, the first `limit`. */
export async function auditRows(
  { run }: Database,
  from: bigint,
  through: bigint,
  limit: number,
): Promise<readonly AuditText[]> {
  if (from > through) return [];
  const { rows } = await run<{ rows: AuditColumns[] }>((sql) =>
    sql.raw(`select ${selectedColumns} from audit where audit.id >= ? and audit.id <= ? order by audit.id limit ?`, [
      String(from),
      String(through),
      limit,
    ]),
  );
  return rows.map(toAuditText);
}

/**
 * What the trail records about itself, in the order of its ids: the index of these rows is used for the acts as they
 * are listed here.
 */
export async function auditRowsOf(
  { run }: Database,
  act: 'trail.bound' | 'trail.accepted',
): Promise<readonly AuditText[]> {
  const { rows } = await run<{ rows: AuditColumns[] }>((sql) =>
    sql.raw(`select ${selectedColumns} from audit where audit.act = '${act}' order by audit.id`),
  );
  return rows.map(toAuditText);
}

/** A row as it is sealed, from its columns as text. */
export const toAuditText = (row: AuditColumns): AuditText => ({
  id: BigInt(row.id as string),
  text: JSON.stringify(auditColumns.filter((name) => row[name] !== null).map((name) => [name, row[name]])),
  columns: row,
});
