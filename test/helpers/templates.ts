import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import knex from 'knex';
import pg from 'pg';
import { grantStatements } from '../../src/adapters/postgres/roles/grants.ts';
import type { Connection } from './database.ts';
import { isInMemory } from './memory-folder.ts';

/** Besides the owner, who makes the databases of the tests: the role with exactly the rights of a server. */
export const SERVER_ROLE = 'clave_servidor_de_pruebas';

/** The content of a fresh database: no row at all, the keys of an app, or these and the fictional people. */
export type Content = 'schema' | 'keys' | 'people';

/** Each is a copy of the one before with something added. */
export const CONTENTS: readonly Content[] = ['schema', 'keys', 'people'];

const root = fileURLToPath(new URL('../../', import.meta.url));
// The process that makes the templates holds this lock exclusively, one that copies a template shares it.
const LOCK = 7283;
/** Maximum age of a template: its keys and people look as if they had just been made. */
const FRESH_MS = 3_600_000;

export const nameOf = (content: Content): string => `clave_template_${content}`;

/** How the name of a template begins that tests made of the one with the people (`beginnings.ts`). */
export const BEGINNING = 'clave_template_after_';

/** Makes the template of `content` and those below it anew where one is missing, old or made by other code. */
export async function makeTemplates(
  admin: Connection,
  client: pg.Client,
  { content, always }: { readonly content: Content; readonly always: boolean },
): Promise<void> {
  await client.query(`select pg_advisory_lock(${LOCK})`);
  const wanted = codeHash();
  const asked = CONTENTS.slice(0, CONTENTS.indexOf(content) + 1);
  // When one is made anew, the copies of it are made anew too.
  let stale = always;
  for (const each of asked) {
    stale ||= !(await isFresh(client, each, wanted));
    if (stale) await makeOne(admin, client, each, wanted);
  }
}

/**
 * Makes `name` a copy of the template, under the shared lock. In memory whole files are copied, which costs half; on a disk
 * that would wait for what all others have written.
 */
export async function copyTemplate(client: pg.Client, template: string, name: string): Promise<void> {
  const strategy = isInMemory(client.host) ? 'file_copy' : 'wal_log';
  await client.query(`select pg_advisory_lock_shared(${LOCK})`);
  try {
    await patiently(() => client.query(`create database ${name} template ${template} strategy ${strategy}`));
  } finally {
    await client.query(`select pg_advisory_unlock_shared(${LOCK})`);
  }
}

async function makeOne(admin: Connection, client: pg.Client, content: Content, hash: string): Promise<void> {
  const name = nameOf(content);
  for (const old of [...(await beginningsIn(client)), name])
    await patiently(() => client.query(`drop database if exists ${old} with (force)`));
  const below = CONTENTS[CONTENTS.indexOf(content) - 1];
  await patiently(() => client.query(`create database ${name} ${below ? `template ${nameOf(below)}` : ''}`));
  await fill({ ...admin, database: name }, content);
  await client.query(`comment on database ${name} is '${Date.now()} ${hash}'`);
  // No session may be connected to a database that is being copied.
  await client.query(`alter database ${name} allow_connections false`);
}

/** They rest on the template that is made anew. */
async function beginningsIn(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query('select datname as name from pg_database where starts_with(datname, $1)', [
    BEGINNING,
  ]);
  return rows.map(({ name }) => name);
}

async function fill(connection: Connection, content: Content): Promise<void> {
  if (content === 'schema') {
    await migrate(connection);
    return giveRights(connection);
  }
  const { addKeys, addPeople } = await import('./seeds.ts');
  await (content === 'keys' ? addKeys(connection) : addPeople(connection));
}

async function migrate(connection: Connection): Promise<void> {
  const db = knex({ client: 'pg', connection: { ...connection } });
  try {
    await db.migrate.latest({ directory: join(root, 'migrations'), loadExtensions: ['.ts'] });
    // Tests write rows themselves, as an attacker would, or to make a state.
    await db.raw('drop function refuse_unsigned() cascade');
  } finally {
    await db.destroy();
  }
}

/** The role with which a server of production signs in: its rights are part of the template. */
async function giveRights(connection: Connection): Promise<void> {
  const client = new pg.Client({ ...connection });
  await client.connect();
  try {
    const secret = connection.password ? ` password ${pg.escapeLiteral(connection.password)}` : '';
    await client
      .query(`create role ${SERVER_ROLE} login${secret}`)
      .catch((error) => ['42710', '23505'].includes(error.code) || Promise.reject(error));
    for (const statement of grantStatements(SERVER_ROLE)) await client.query(statement);
  } finally {
    await client.end();
  }
}

async function isFresh(client: pg.Client, content: Content, wanted: string): Promise<boolean> {
  const { rows } = await client.query(
    `select shobj_description(oid, 'pg_database') as made from pg_database where datname = $1`,
    [nameOf(content)],
  );
  const [at, hash] = String(rows[0]?.made ?? '').split(' ');
  return hash === wanted && Date.now() - Number(at) < FRESH_MS;
}

/** Digest of all files on which the content of the templates depends, and of those by which tests add to it. */
function codeHash(): string {
  const hash = createHash('sha256');
  for (const folder of ['migrations', 'src', 'test/helpers'])
    for (const file of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort())
      if (file.endsWith('.ts')) hash.update(file).update(readFileSync(join(root, folder, file)));
  return hash.digest('hex');
}

/** A copy fails while another session is in the template: tried again for some ten seconds. */
export async function patiently<T>(fn: () => Promise<T>, tries = 100): Promise<T> {
  try {
    return await fn();
  } catch (error) {
    const busy = (error as { code?: string }).code === '55006';
    if (!busy || tries === 0) throw error;
    await sleep(100);
    return patiently(fn, tries - 1);
  }
}
