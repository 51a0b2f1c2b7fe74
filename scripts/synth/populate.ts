import pg from 'pg';
import { auditSealer } from '../../src/adapters/postgres/audit/seals.ts';
import { type Connection, openDatabase } from '../../src/adapters/postgres/database/database.ts';
import type { KeyMaterial } from '../../src/adapters/secrets.ts';
import { type Filling, fill } from './fill.ts';
import { makeKeyHashes } from './key-hashes.ts';

/** What a database is filled with. */
export type Population = Pick<Filling, 'accounts' | 'progress' | 'edit'> & {
  readonly secrets: KeyMaterial;
  readonly now: Date;
};

/** Fills the growing tables of a migrated database, seals its trail and counts its statistics; gives how many rows. */
export async function populate(connection: Connection, population: Population): Promise<number> {
  const client = new pg.Client(connection);
  client.on('error', () => undefined);
  await client.connect();
  try {
    // After a power cut the run has to start again.
    await client.query('set synchronous_commit = off; set statement_timeout = 0');
    const keyHashes = await makeKeyHashes(population.secrets);
    const rows = await fill(client, { ...population, keyHashes });
    const seals = await sealAll(connection, population.secrets);
    await flush(client);
    await client.query('vacuum (analyze)');
    return rows + seals;
  } finally {
    await client.end();
  }
}

/** Writes the log to disk: until then VACUUM does not see what was committed without waiting for it as visible to all. */
async function flush(client: pg.Client): Promise<void> {
  await client.query('set synchronous_commit = on');
  await client.query(`select pg_logical_emit_message(true, 'synth', '')`);
}

/** The product's own sealer, again and again; gives how many seals it made. */
async function sealAll(connection: Connection, secrets: KeyMaterial): Promise<number> {
  const database = openDatabase(connection, 1);
  try {
    const seal = auditSealer(database, secrets, () => new Date());
    let seals = 0;
    for (let more = true; more; seals += 1) ({ more } = await seal());
    return seals;
  } finally {
    await database.close();
  }
}
