import pg from 'pg';
import { deriveSecrets } from '../../src/adapters/secrets.ts';
import type { Connection } from '../../test/helpers/database.ts';
import { populate } from '../synth/populate.ts';
import { scale } from './scale.ts';

/** Synthetic accounts that are there, and those that the planner believes to be there. */
const ACCOUNTS = 4000;
const BELIEVED = 1_000_000;

/** Fills an empty migrated database with a sample whose statistics are those of a million accounts; for EXPLAIN alone. */
export async function makeSample(connection: Connection): Promise<void> {
  const secrets = deriveSecrets(['nothing that this opens leaves the sample']);
  await populate({ ...connection }, { accounts: ACCOUNTS, secrets, now: new Date() });
  const client = new pg.Client({ ...connection });
  await client.connect();
  try {
    await scale(client, BELIEVED / ACCOUNTS);
  } finally {
    await client.end();
  }
}
