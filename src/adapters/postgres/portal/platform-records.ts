import type { PlatformRecord, PlatformRecords } from '../../../ports/platform-records.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { versionedRows } from '../row-mac/versioned-rows.ts';

interface Row {
  readonly client_id: string;
  readonly content: Buffer;
  readonly changed_at: Date;
  /** Null in a row of before. */
  readonly version: number | null;
}

const TABLE = 'platform_records';
const EMPTY: PlatformRecord = { folios: {}, marks: {} };
const DATE = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** Under which name the content is sealed. */
const placeOf = (client: string): string => `platform-record:${client}`;

/** Records of clients of the portal in PostgreSQL. */
export function postgresPlatformRecords(database: Database, secrets: KeyMaterial, now: () => Date): PlatformRecords {
  const rows = versionedRows<Row>(database, secrets, TABLE);
  const read = ({ client_id, content }: Row): PlatformRecord => {
    const { marks, ...rest } = JSON.parse(secrets.open(content, placeOf(client_id)));
    return { ...rest, marks: JSON.parse(JSON.stringify(marks), dated) };
  };
  const write = (client_id: string, record: PlatformRecord): Omit<Row, 'version'> => ({
    client_id,
    content: secrets.seal(JSON.stringify(record), placeOf(client_id)),
    changed_at: now(),
  });
  /** The row of the client is locked first, so that two first writes wait for each other. */
  const lock = async (id: string): Promise<boolean> =>
    (await database.run<object[]>((sql) => sql('portal_clients').where({ id }).forUpdate().select('id'))).length > 0;
  return {
    async find(client_id) {
      const row = await rows.newest(client_id);
      return row ? read(row) : EMPTY;
    },
    change: (client_id, step) =>
      database.atomically(async () => {
        if (!(await lock(client_id))) return;
        const row = await rows.newest(client_id);
        const before = row ? read(row) : EMPTY;
        const changed = step(before);
        if (!changed) return;
        const next = write(client_id, { ...before, ...changed });
        if (!row) await rows.insert(next);
        else
          await rows.edit(
            (found) => found.where({ client_id }),
            () => next,
          );
      }),
  };
}

/** JSON has no dates. */
const dated = (_: string, value: unknown): unknown =>
  typeof value === 'string' && DATE.test(value) ? new Date(value) : value;
