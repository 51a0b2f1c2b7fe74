import { execFile, spawn } from 'node:child_process';
import { closeSync, existsSync, fchownSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Place, port } from './local-place.ts';
import { answers, gone, leftoversOf, serverOf, statusOf } from './local-process.ts';

/** The only superuser of a local server; no other user can open its socket folder. */
export const superuser = 'clave_sence';

const run = promisify(execFile);
const patience = 60_000;
const biggestLog = 10_000_000;

/** PostgreSQL's own names and values, as in postgresql.conf. */
export type Settings = Readonly<Record<string, string>>;

// The log keeps neither values nor statements: both may contain personal data.
const settings: Settings = {
  listen_addresses: '',
  port: String(port),
  max_connections: '200',
  shared_buffers: '128MB',
  fsync: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
};

/** Creates the data folder if there is none. A crash in the middle leaves nothing that looks finished. */
export async function createCluster(bin: string, place: Place): Promise<void> {
  if (existsSync(join(place.data, 'PG_VERSION'))) return;
  const fresh = `${place.data}.new`;
  await initdb(bin, place, fresh, 'C.UTF-8').catch(() => initdb(bin, place, fresh, 'C'));
  renameSync(fresh, place.data);
}

async function initdb(bin: string, place: Place, folder: string, locale: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  const flags = [`--username=${superuser}`, '--auth=trust', '--encoding=UTF8', `--locale=${locale}`, '--no-sync'];
  await run(join(bin, 'initdb'), ['-D', folder, ...flags], { ...place.owner, cwd: place.root, env: environment() });
}

/** Prepares for a new server after a crash: no leftover process, no stale lock. Throws if a server still runs. */
export async function clearAway(place: Place): Promise<void> {
  const leftovers = leftoversOf(place);
  if (leftovers.length === 0 && (await answers(place))) {
    throw new Error(`Another machine or container is using the PostgreSQL data in ${place.data}.`);
  }
  for (const signal of ['SIGQUIT', 'SIGKILL'] as const) {
    for (const pid of leftoversOf(place)) send(pid, signal);
    if (await gone(leftovers, place, 3000)) break;
  }
  const lock = join(place.socket, `.s.PGSQL.${port}`);
  for (const stale of [join(place.data, 'postmaster.pid'), lock, `${lock}.lock`]) rmSync(stale, { force: true });
}

/** Starts the server apart from the terminal, so that Ctrl-C reaches only us, and waits until it is ready. */
export async function launch(bin: string, place: Place, more: Settings = {}): Promise<void> {
  const output = openLog(place);
  const options = Object.entries({
    ...settings,
    ...more,
    unix_socket_directories: place.socket,
    cluster_name: place.mark,
  });
  const child = spawn(
    join(bin, 'postgres'),
    ['-D', place.data, ...options.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...place.owner, cwd: place.root, env: environment(), detached: true, stdio: ['ignore', output, output] },
  );
  closeSync(output);
  child.unref();
  const ended = new AbortController();
  child.once('error', (error) => ended.abort(error));
  child.once('exit', () => ended.abort(new Error('it ended at once')));
  await ready(place, ended.signal);
}

async function ready(place: Place, ended: AbortSignal): Promise<void> {
  for (const end = Date.now() + patience; statusOf(place) !== 'ready'; await sleep(5)) {
    if (ended.aborted) throw new Error(`PostgreSQL did not start: ${ended.reason.message}. ${endOfLog(place)}`);
    if (Date.now() > end) throw new Error(`PostgreSQL was not ready in a minute. ${endOfLog(place)}`);
  }
}

/**
 * True once a running server accepts connections, which may need a recovery first; false if there is none, or it ended.
 */
export async function isServing(place: Place): Promise<boolean> {
  for (const end = Date.now() + patience; serverOf(place); await sleep(5)) {
    if (statusOf(place) === 'ready') return true;
    if (Date.now() > end) throw new Error(`PostgreSQL was not ready in a minute. ${endOfLog(place)}`);
  }
  return false;
}

/**
 * Stops the server in order; one that has not finished after ten seconds is stopped at once, at the price of a
 * recovery.
 */
export async function shutDown(pid: number, place: Place): Promise<void> {
  send(pid, 'SIGINT');
  if (await gone([pid], place, 10_000)) return;
  send(pid, 'SIGQUIT');
  if (!(await gone([pid], place, 5000))) await clearAway(place);
}

// None of our own environment: it may contain secrets, and PG* variables would change what the server does.
function environment(): Record<string, string> {
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_MESSAGES: 'C', TZ: 'UTC' };
}

function openLog({ logFile, owner }: Place): number {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size > biggestLog) renameSync(logFile, `${logFile}.1`);
  const file = openSync(logFile, 'a', 0o600);
  if (owner) fchownSync(file, owner.uid, owner.gid);
  return file;
}

function endOfLog({ logFile }: Place): string {
  if (!existsSync(logFile)) return `It left no log in ${logFile}.`;
  return `Its log ends:\n${readFileSync(logFile, 'utf8').trim().split('\n').slice(-8).join('\n')}`;
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
