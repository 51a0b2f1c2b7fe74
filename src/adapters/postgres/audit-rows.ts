import type { Database } from './database.ts';

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
} as const;

type Column = keyof typeof columns;
type Row = { readonly [column in Column]: string | null };

const names = Object.keys(columns) as Column[];
const selected = names.map((name) => `${columns[name]} as ${name}`).join(', ');

/** A row of the trail as it is sealed. */
export interface AuditText {
  readonly id: bigint;
  /** JSON of its columns that are not null, each with its name: no two rows share it, and a column may be added. */
  readonly text: string;
}

/** Rows from id `from` to id `through`, both among them, in the order of their ids, the first `limit`. */
export async function auditRows(
  { run }: Database,
  from: bigint,
  through: bigint,
  limit: number,
): Promise<readonly AuditText[]> {
  if (from > through) return [];
  const { rows } = await run<{ rows: Row[] }>((sql) =>
    sql.raw(`select ${selected} from audit where audit.id >= ? and audit.id <= ? order by audit.id limit ?`, [
      String(from),
      String(through),
      limit,
    ]),
  );
  return rows.map((row) => ({ id: BigInt(row.id as string), text: textOf(row) }));
}

function textOf(row: Row): string {
  return JSON.stringify(names.filter((name) => row[name] !== null).map((name) => [name, row[name]]));
}
