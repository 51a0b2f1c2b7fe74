import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import pg from 'pg';
import { packagedFolders } from '../../../src/dev/postgres/local-binaries.ts';
import { type LocalConnection, type LocalOptions, startLocalPostgres } from '../../../src/dev/postgres/local-server.ts';
import { withinMs } from '../../helpers/within-ms.ts';

const source = new URL('../../../src/dev/postgres/local-server.ts', import.meta.url);
const log = () => undefined;

/** A folder that is removed after the test, with every server in it ended. */
function freshFolder(t: { teardown(fn: () => void): void }, parent = '/tmp'): string {
  const folder = mkdtempSync(join(parent, 'clave-sence-test-'));
  execFileSync('chmod', ['755', folder]);
  t.teardown(() => {
    for (const pid of processesIn(folder)) process.kill(pid, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  });
  return folder;
}

function processesIn(folder: string): readonly number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && title(pid).includes(`${folder}/`) && title(pid).includes('postgres'));
}

function title(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

async function query(connection: LocalConnection, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ ...connection });
  // A server killed on purpose breaks this connection too.
  client.on('error', log);
  await client.connect();
  return client
    .query(sql)
    .then(({ rows }) => rows)
    .finally(() => client.end());
}

function postmaster(folder: string): number {
  return Number.parseInt(readFileSync(join(folder, 'data/postmaster.pid'), 'utf8'), 10);
}

/** Another process that starts the server, reports whether it did, and then runs until it is killed or the test ends. */
async function otherProcess(folder: string, endsWithUs = false) {
  const code = `const { startLocalPostgres } = await import('${fileURLToPath(source)}');
    const { startedHere } = await startLocalPostgres({ folder: '${folder}', log() {}, endsWithUs: ${endsWithUs} });
    console.log(startedHere); process.stdin.on('end', () => process.exit()).resume();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['pipe', 'pipe', 'ignore'] });
  const [said] = await once(child.stdout, 'data');
  return { child, startedHere: String(said).trim() === 'true' };
}

async function kill(child: ReturnType<typeof spawn>): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

test('the first start makes a database in UTF-8 and UTC, and stop leaves no process', async (t) => {
  const folder = freshFolder(t);
  const local = await startLocalPostgres({ folder: `${folder}/pg`, log });
  const rows = await query(
    local.connection,
    `select current_database() as name, current_setting('server_encoding') as encoding,
      current_setting('timezone') as zone, current_setting('listen_addresses') as addresses, current_setting('fsync') as fsync`,
  );
  t.true(local.startedHere);
  t.deepEqual(rows, [{ name: 'clave_sence', encoding: 'UTF8', zone: 'UTC', addresses: '', fsync: 'on' }]);
  await local.stop();
  await local.stop();
  t.deepEqual(processesIn(folder), []);
});

test('a second process uses the server that runs, and its stop leaves it to the first', async (t) => {
  const folder = freshFolder(t);
  const { child, startedHere } = await otherProcess(`${folder}/pg`);
  const second = await startLocalPostgres({ folder: `${folder}/pg`, log });
  t.true(startedHere);
  t.false(second.startedHere);
  await second.stop();
  t.is((await query(second.connection, 'select 1 as one')).length, 1);
  await kill(child);
});

test('two processes that start at the same moment share one server', async (t) => {
  const folder = freshFolder(t);
  const both = await Promise.all([otherProcess(`${folder}/pg`), otherProcess(`${folder}/pg`)]);
  t.deepEqual(both.map(({ startedHere }) => startedHere).sort(), [false, true]);
  await Promise.all(both.map(({ child }) => kill(child)));
});

test('a server whose starter was killed is taken over, and ends with the new one', async (t) => {
  const folder = freshFolder(t);
  const { child } = await otherProcess(`${folder}/pg`);
  const before = postmaster(`${folder}/pg`);
  await kill(child);
  const heir = await startLocalPostgres({ folder: `${folder}/pg`, log });
  t.true(heir.startedHere);
  t.is(postmaster(`${folder}/pg`), before);
  await heir.stop();
  t.deepEqual(processesIn(folder), []);
});

test('[R5] a server that is to end with its starter ends when that is killed; one that was taken over stays', async (t) => {
  const folder = freshFolder(t);
  const { child } = await otherProcess(`${folder}/pg`, true);
  t.not(processesIn(folder).length, 0);
  await kill(child);
  for (const end = Date.now() + withinMs(10_000); processesIn(folder).length > 0 && Date.now() < end; ) await sleep(50);
  t.deepEqual(processesIn(folder), []);

  const again = await otherProcess(`${folder}/pg`, true);
  await kill(again.child);
  const heir = await startLocalPostgres({ folder: `${folder}/pg`, log });
  await sleep(2500);
  t.deepEqual(await query(heir.connection, 'select 1 as one'), [{ one: 1 }]);
  await heir.stop();
});

test('an acknowledged row is there after PostgreSQL was killed in the middle of writing', async (t) => {
  const folder = freshFolder(t);
  await keepsRows(t, { folder: `${folder}/pg`, log });
});

const [packaged] = packagedFolders();
(packaged ? test : test.skip)('the npm package of PostgreSQL starts, and keeps its rows too', async (t) => {
  const folder = freshFolder(t);
  await keepsRows(t, { folder: `${folder}/pg`, log, ...(packaged && { binaries: packaged }) });
});

async function keepsRows(t: { is(one: unknown, other: unknown): void }, options: LocalOptions): Promise<void> {
  const first = await startLocalPostgres(options);
  await query(first.connection, 'create table kept (id int)');
  await query(first.connection, 'insert into kept values (7)');
  const busy = query(first.connection, 'select count(*) from generate_series(1, 1e9)').catch(log);
  process.kill(postmaster(options.folder), 'SIGKILL');
  const again = await startLocalPostgres(options);
  t.is((await query(again.connection, 'select id from kept'))[0]?.id, 7);
  await busy;
  await again.stop();
}

test('a stale lock that names a living foreign process does not keep the server from starting', async (t) => {
  const folder = freshFolder(t);
  const options = { folder: `${folder}/pg`, log };
  const first = await startLocalPostgres(options);
  await first.stop();
  writeFileSync(`${options.folder}/data/postmaster.pid`, `${process.pid}\n${options.folder}/data\n`);
  writeFileSync(`${options.folder}/socket/.s.PGSQL.5432.lock`, `${process.pid}\n`);
  const again = await startLocalPostgres(options);
  t.true(again.startedHere);
  await again.stop();
});

test('where the path is too long for a socket, the data is in the temporary directory, and the log says so', async (t) => {
  const folder = join(freshFolder(t), 'x'.repeat(100));
  mkdirSync(folder);
  const said: string[] = [];
  const local = await startLocalPostgres({ folder: `${folder}/pg`, log: (text) => said.push(text) });
  t.teardown(() => rmSync(join(local.connection.host, '..'), { recursive: true, force: true }));
  t.regex(said.join(), /too long/);
  t.true(Buffer.byteLength(local.connection.host) < 80);
  await local.stop();
});

test('a version that cannot be found is named in the error', async (t) => {
  const folder = freshFolder(t);
  const error = await t.throwsAsync(startLocalPostgres({ folder: `${folder}/pg`, log, binaries: '/nowhere' }));
  t.regex(error?.message ?? '', /PostgreSQL 15 or newer was not found.*DATABASE_URL/);
});
