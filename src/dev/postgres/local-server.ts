/**
 * A real PostgreSQL that the product starts by itself if no DATABASE_URL is set: data in one folder, reachable only
 * through a socket in it. Linux only, since it reads /proc.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { destroy } from '../../adapters/postgres/database/client.ts';
import { findBinaries } from './local-binaries.ts';
import { clearAway, createCluster, isServing, launch, type Settings, shutDown, superuser } from './local-cluster.ts';
import { type Place, port, preparePlace } from './local-place.ts';
import { gone, isStarter, serverOf, signStarter, starterLives } from './local-process.ts';
import { inTurn } from './local-turn.ts';

/** Host is the folder of the socket; no password is asked. */
export interface LocalConnection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

export interface LocalPostgres {
  readonly connection: LocalConnection;
  /** False if another running process of ours started the server: then stop() leaves it running. */
  readonly startedHere: boolean;
  /** Stops the server in order, or within some twenty seconds in any case. May be called twice. */
  stop(): Promise<void>;
}

export interface LocalOptions {
  readonly folder: string;
  readonly log: (text: string) => void;
  /** Folder of `initdb` and `postgres`, if the search should not choose. */
  readonly binaries?: string;
  /** Beyond the usual ones; they count only if this call starts the server. */
  readonly settings?: Settings;
  /** The server ends also when this process is killed; without it, it stays for the next process that asks. */
  readonly endsWithUs?: boolean;
}

const database = 'clave_sence';
const GUARD = fileURLToPath(new URL('local-guard.ts', import.meta.url));
const DYING_MS = 2000;

/** Starts, reuses or takes over the server of this folder, with its database. Throws an Error that says what to do. */
export async function startLocalPostgres({
  folder,
  log,
  endsWithUs = false,
  ...how
}: LocalOptions): Promise<LocalPostgres> {
  if (process.platform !== 'linux') throw new Error('Clave Sence starts PostgreSQL only on Linux: set DATABASE_URL.');
  const place = preparePlace(folder, log);
  const connection = { host: place.socket, port, user: superuser, database };
  return inTurn(place, async () => {
    const startedHere = await serve(place, connection, how);
    if (startedHere && endsWithUs) startGuard(folder);
    return { connection, startedHere, stop: () => (startedHere ? stop(place) : Promise.resolve()) };
  });
}

type How = Pick<LocalOptions, 'binaries' | 'settings'>;

/** A server that was just killed still looks alive for a moment: if it has ended after all, it is started again. */
async function serve(place: Place, connection: LocalConnection, how: How, tries = 2): Promise<boolean> {
  const startedHere = await ensureServer(place, how);
  try {
    await ensureDatabase(connection);
    return startedHere;
  } catch (error) {
    const pid = serverOf(place);
    const died = pid === undefined || (await gone([pid], place, 1000));
    if (!died || tries === 0) throw error;
    return serve(place, connection, how, tries - 1);
  }
}

/** True if this process is responsible for the server from now on: it started it, or found it orphaned. */
async function ensureServer(place: Place, how: How): Promise<boolean> {
  if (!(await isServing(place))) {
    const bin = findBinaries(place, how.binaries);
    await createCluster(bin, place);
    await clearAway(place);
    await launch(bin, place, how.settings);
  } else if (starterLives(place)) return false;
  signStarter(place);
  return true;
}

async function stop(place: Place): Promise<void> {
  await inTurn(place, async () => {
    // Ours may have ended, and the one that runs now be another's.
    if (!isStarter(place)) return;
    const pid = serverOf(place);
    if (pid) await shutDown(pid, place);
    rmSync(place.starterFile, { force: true });
  });
}

/** Stops the server of this folder if the responsible process has ended and no other took it over. */
export async function endOrphan(folder: string): Promise<void> {
  const place = preparePlace(folder, () => {});
  // A process that is being killed looks alive for a moment longer than its pipes.
  for (const end = Date.now() + DYING_MS; starterLives(place); await sleep(50)) if (Date.now() > end) return;
  await inTurn(place, async () => {
    if (starterLives(place)) return;
    const pid = serverOf(place);
    if (pid) await shutDown(pid, place);
    rmSync(place.starterFile, { force: true });
  });
}

/**
 * A separate process that runs as long as this one, whose end it notices by a pipe, and then stops what was left
 * behind.
 */
function startGuard(folder: string): void {
  const { PATH, TMPDIR } = process.env;
  const guard = spawn(process.execPath, [GUARD, folder], {
    env: { PATH, ...(TMPDIR && { TMPDIR }) },
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // Without it the server is taken over by the next start, as usual.
  guard.on('error', () => {});
  guard.unref();
  (guard.stdin as Socket).unref();
}

async function ensureDatabase(connection: LocalConnection): Promise<void> {
  const limits = { connectionTimeoutMillis: 10_000, query_timeout: 60_000 };
  const client = new pg.Client({ ...connection, ...limits, database: 'postgres' });
  // The query already fails when the server ends: the event would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (!rowCount) await client.query(`create database ${database}`);
  } finally {
    destroy(client, new Error('looked at'));
  }
}
