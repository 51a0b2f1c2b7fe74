import { randomBytes } from 'node:crypto';
import path from 'node:path';
import pg from 'pg';
import { populate } from '../../../scripts/synth/populate.ts';
import { openDatabase } from '../../../src/adapters/postgres/database/database.ts';
import { migrate } from '../../../src/adapters/postgres/database/migrate.ts';
import { grantStatements } from '../../../src/adapters/postgres/roles/grants.ts';
import type { KeyMaterial } from '../../../src/adapters/secrets.ts';
import { preparePlace } from '../../../src/dev/postgres/local-place.ts';
import { serverOf } from '../../../src/dev/postgres/local-process.ts';
import { startLocalPostgres } from '../../../src/dev/postgres/local-server.ts';
import { VAR } from '../../../src/dev/var.ts';
import type { Connection } from '../../helpers/database.ts';
import type { Closers } from '../../helpers/proof/ground.ts';
import type { People } from './people.ts';

/** A real PostgreSQL that writes to the disk, with a migrated database of this run. */
export interface BenchPostgres {
  /** As the owner of the schema. */
  readonly owner: Connection;
  /** As a server of production signs in. */
  readonly server: Connection;
  /** Its first process. */
  readonly pid: number;
  readonly version: string;
  query<Row>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
}

const ROLE = 'clave_servidor_medido';

/** Starts PostgreSQL where this process runs, and makes an empty database in it, which is dropped at the end. */
export async function openPostgres(closers: Closers): Promise<BenchPostgres> {
  const folder = path.join(VAR, 'bench');
  const local = await startLocalPostgres({ folder, log: console.error, endsWithUs: true });
  closers.push(() => local.stop());
  const admin = new pg.Client({ ...local.connection });
  admin.on('error', () => undefined);
  await admin.connect();
  closers.push(() => admin.end());
  const name = `bench_${randomBytes(4).toString('hex')}`;
  await admin.query(`create database ${name}`);
  closers.push(() => admin.query(`drop database if exists ${name} with (force)`));
  const owner = { ...local.connection, database: name };
  const pool = new pg.Pool({ ...owner, max: 8 });
  pool.on('error', () => undefined);
  closers.push(() => pool.end());
  const { rows } = await admin.query<{ version: string }>(`select current_setting('server_version') as version`);
  return {
    owner,
    server: { ...owner, user: ROLE },
    pid: serverOf(preparePlace(folder, console.error)) ?? 0,
    version: rows[0]?.version ?? '',
    query: async <Row>(text: string, values: readonly unknown[] = []) =>
      (await pool.query(text, [...values])).rows as Row[],
  };
}

/** Applies the migrations, and gives the server's role exactly the rights that it has in production. */
export async function migrateAs({ owner, query }: BenchPostgres): Promise<void> {
  const database = openDatabase(owner, 2);
  await migrate(database, owner).finally(() => database.close());
  await query(`create role ${ROLE} login`).catch((error: { code?: string }) => {
    if (error.code !== '42710') throw error;
  });
  for (const statement of grantStatements(ROLE)) await query(statement);
}

/**
 * Fills it with the people of the run. What the SII is said to have answered is left out: it names no representative, so
 * that each sign-in of a company would find a changed list.
 */
export async function fillWith(
  { owner, query }: BenchPostgres,
  secrets: KeyMaterial,
  { accounts, edit }: People,
): Promise<void> {
  await populate(owner, { accounts, secrets, now: new Date(), edit });
  await query('delete from companies');
  await query('delete from company_changes');
}
