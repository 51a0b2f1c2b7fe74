import { randomUUID } from 'node:crypto';
import { CLIENT_ERROR_HOURS, type ClientError, type ClientErrors } from '../../../ports/client-errors.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { type NotedError, notedErrors, OF_A_CLIENT, OF_A_KIND } from './noted-errors.ts';

interface Row {
  readonly id: string;
  readonly client_id: string;
  readonly at: Date;
  readonly content: Buffer;
}

/** Removes what is past the bounds; rows that another process removes are left to it. */
const TRIM = `
  delete from client_errors where id in (
    select id from client_errors where client_id = any(:clients) and id in (
      select id from (
        select id, row_number() over (partition by client_id, kind order by at desc, id) as of_kind,
          row_number() over (partition by client_id order by at desc, id) as of_client
        from client_errors where client_id = any(:clients)
      ) ranked where of_kind > :ofKind or of_client > :ofClient
    ) for update skip locked
  )`;

/** A row that was moved to another client, or another id, does not open. */
const placeOf = (row: Pick<Row, 'id' | 'client_id'>): string => `client-error:${row.client_id}:${row.id}`;

/** Errors of clients in PostgreSQL, the newest 20 of each endpoint and error, and 200 of each client. */
export function postgresClientErrors(database: Database, secrets: KeyMaterial, now: () => Date): ClientErrors {
  const { run } = database;
  const noted = notedErrors();
  const rowOf = ({ id, clientId, kind, error: { at, ...rest } }: NotedError) => {
    const content = secrets.seal(JSON.stringify(rest), placeOf({ id, client_id: clientId }));
    return { id, client_id: clientId, kind, at, content };
  };
  const store = async (errors: readonly NotedError[]): Promise<void> => {
    await run((sql) => sql('client_errors').insert(errors.map(rowOf)).onConflict('id').ignore());
    const clients = [...new Set(errors.map(({ clientId }) => clientId))];
    await run((sql) => sql.raw(TRIM, { clients, ofKind: OF_A_KIND, ofClient: OF_A_CLIENT }));
  };
  return {
    note: (clientId, error) =>
      noted.add({
        id: randomUUID(),
        clientId,
        kind: `${error.endpoint} ${error.error}`,
        error: { ...error, at: now() },
      }),
    waiting: noted.waiting,
    async recent(client_id) {
      const since = new Date(now().getTime() - CLIENT_ERROR_HOURS * 3_600_000);
      const rows = await run<Row[]>((sql) =>
        sql('client_errors')
          .where({ client_id })
          .where('at', '>', since)
          .orderBy([
            { column: 'at', order: 'desc' },
            { column: 'id', order: 'desc' },
          ])
          .limit(OF_A_CLIENT)
          .select('id', 'client_id', 'at', 'content'),
      );
      return rows.map((row) => opened(secrets, row));
    },
    async save() {
      const taken = noted.take();
      try {
        if (taken.errors.length > 0) await store(taken.errors);
      } catch (error) {
        noted.putBack(taken);
        throw error;
      }
      return taken.dropped;
    },
  };
}

const opened = (secrets: KeyMaterial, row: Row): ClientError => ({
  ...JSON.parse(secrets.open(row.content, placeOf(row))),
  at: row.at,
});
