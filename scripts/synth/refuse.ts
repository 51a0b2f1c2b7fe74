import type { Database } from '../../src/adapters/postgres/database/database.ts';
import type { Config } from '../../src/config/config.ts';
import { firstIdentifier } from './person.ts';

/** Why a database is not filled. */
export class SynthRefused extends Error {}

/** Refuses a database that holds real accounts or was filled before. Throws SynthRefused. */
export async function refuseWrongDatabase(database: Database, { production }: Config): Promise<void> {
  if (production) throw new SynthRefused('This is production (NODE_ENV or ISSUER): no synthetic people are made here.');
  const { rows } = await database.run<{ rows: [{ real: boolean; filled: boolean }] }>((sql) =>
    sql.raw(
      `select
      exists (select from accounts where not simulado limit 1) as real,
      exists (select from accounts where profile = 'natural' and identifier = ?) as filled`,
      [firstIdentifier],
    ),
  );
  if (rows[0].real) throw new SynthRefused('DATABASE_URL: this database holds accounts of real people.');
  if (rows[0].filled)
    throw new SynthRefused('DATABASE_URL: this database holds synthetic people already; use a new one.');
}
