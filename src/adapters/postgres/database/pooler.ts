import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { type Connection, connect, destroy, queryWithin } from './client.ts';
import type { Database } from './database.ts';
import { NoAnswer } from './errors.ts';
import { JOB } from './limits.ts';

const ROUNDS = 5;
const ANSWER_MS = 2000;
/** PgBouncer's message in statement mode. */
const NO_TRANSACTIONS = /not allowed in statement pooling mode/;

/**
 * Whether a pooler stands between the server and PostgreSQL that gives a client another database session for each
 * transaction (PgBouncer's `pool_mode` transaction or statement). Prepared statements, LISTEN, settings and locks of a
 * session are lost there. A pooler that keeps the session is fine, and so is none.
 */
export async function sharesSessions(database: Pick<Database, 'run'>, connection: Connection): Promise<boolean> {
  if (await isDirect(database)) return false;
  const [mine, other] = [await connect(connection, JOB), await connect(connection, JOB)];
  try {
    for (let round = 0; round < ROUNDS; round += 1) if (!(await keepsIts(mine, other, randomUUID()))) return true;
    return false;
  } finally {
    for (const client of [mine, other]) destroy(client, new Error('looked at'));
  }
}

/** PostgreSQL itself gives a client the process id that serves it; a pooler gives a number of its own. */
async function isDirect({ run }: Pick<Database, 'run'>): Promise<boolean> {
  const text = 'select pg_backend_pid() as pid';
  return run<boolean>(() => ({
    async connection(client: Client & { readonly processID?: number }) {
      const asked = () => client.query<{ pid: number }>(text);
      const { rows } = await queryWithin(client, ANSWER_MS, 'the session', asked);
      return rows[0]?.pid === client.processID;
    },
    toSQL: () => ({ sql: text }),
  }));
}

/**
 * While the other client is inside a transaction, which takes a database session, this client's session is still the
 * same.
 */
async function keepsIts(mine: Client, other: Client, mark: string): Promise<boolean> {
  const read = "select current_setting('clave_sence.session', true) as mark";
  const asked = async (client: Client, text: string): Promise<string | undefined> => {
    const { rows } = await queryWithin(client, ANSWER_MS, 'the session', () => client.query(text));
    return rows[0]?.mark;
  };
  try {
    await asked(mine, `select set_config('clave_sence.session', '${mark}', false) as mark`);
    await asked(other, 'begin');
    const seen = await asked(other, read);
    const still = await asked(mine, read);
    await asked(other, 'rollback');
    return seen !== mark && still === mark;
  } catch (error) {
    // A pooler with one database session makes this client wait until the other's transaction ends.
    if (error instanceof NoAnswer || NO_TRANSACTIONS.test(String(error))) return false;
    throw error;
  }
}
