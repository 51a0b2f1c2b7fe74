import { fileURLToPath } from 'node:url';
import type { Database } from './database.ts';
import { locks } from './locks.ts';

/** Brings the schema up to date. Processes that start together wait for one another. */
export async function migrate({ knex }: Database): Promise<void> {
  const client = await knex.client.acquireConnection();
  try {
    await client.query('set statement_timeout = 0; set lock_timeout = 0');
    await client.query('select pg_advisory_lock($1)', [locks.migration]);
    await latest(knex);
  } finally {
    await client.query('select pg_advisory_unlock_all()').catch(() => {});
    await client.query('set statement_timeout = 5000; set lock_timeout = 2000').catch(() => {});
    await knex.client.releaseConnection(client);
  }
}

async function latest(knex: Database['knex']): Promise<void> {
  const migrations = {
    directory: fileURLToPath(new URL('../../../migrations/', import.meta.url)),
    loadExtensions: ['.ts'],
  };
  // Ours is the lock that counts; knex's own stays behind when a process is killed in the middle.
  await knex.migrate.forceFreeMigrationsLock(migrations);
  await knex.migrate.latest(migrations);
}
