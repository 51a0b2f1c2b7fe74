import knex, { type Knex } from 'knex';
import type { Client } from 'pg';
import { type Connection, clientSettings, destroy, settle } from './client.ts';
import type { Limits } from './limits.ts';

/** What the pool keeps of each connection. */
interface Watch {
  made(client: Client): void;
  isUsable(client: Client): boolean;
}

/** Time to close one connection in order; then it is left to `destroy`. */
const DESTROY_MS = 500;

/** A knex whose pool makes connections within their limits, and lends only usable ones. */
export function knexFor(connection: Connection, size: number, limits: Limits, { made, isUsable }: Watch): Knex {
  const afterCreate = (client: Client, done: (error: Error | null, client: Client) => void): void => {
    made(client);
    const failed = (error: Error): void => {
      destroy(client, error);
      done(error, client);
    };
    settle(client, limits).then(() => done(null, client), failed);
  };
  return knex({
    client: 'pg',
    // Otherwise knex asks for it on the first connection, and waits for the answer without end.
    version: '15',
    connection: clientSettings(connection, limits) as Knex.PgConnectionConfig,
    acquireConnectionTimeout: limits.acquire,
    // Errors are thrown, and logged once by the code that catches them.
    log: { warn: () => {}, error: () => {}, deprecate: () => {}, debug: () => {} },
    pool: {
      min: 0,
      max: size,
      createTimeoutMillis: limits.connect + limits.settle + 100,
      destroyTimeoutMillis: DESTROY_MS,
      validate: isUsable,
      afterCreate,
    },
  });
}
