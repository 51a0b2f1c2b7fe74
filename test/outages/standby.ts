import { execFileSync, spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { findBinaries } from '../../src/dev/postgres/local-binaries.ts';
import { port, preparePlace } from '../../src/dev/postgres/local-place.ts';
import type { Connection } from '../helpers/database.ts';

/** A real standby: a copy of a stopped server's data, in recovery until it is promoted. */
export interface Standby {
  readonly connection: Connection;
  /** Makes it the primary. */
  promote(): Promise<void>;
  stop(): Promise<void>;
}

/** Copies the data of the server that is stopped in `from` and starts the copy as a standby in `to`. */
export async function startStandby(from: string, to: string, like: Connection): Promise<Standby> {
  const place = preparePlace(to, console.error);
  rmSync(place.data, { recursive: true, force: true });
  execFileSync('cp', ['-a', preparePlace(from, console.error).data, place.data]);
  writeFileSync(path.join(place.data, 'standby.signal'), '');
  const settings = {
    listen_addresses: '',
    unix_socket_directories: place.socket,
    port: String(port),
    fsync: 'off',
    // A standby needs at least the max_connections of its primary.
    max_connections: '200',
  };
  const words = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(path.join(findBinaries(place), 'postgres'), ['-D', place.data, ...words], {
    ...place.owner,
    cwd: place.root,
    env: { PATH: process.env.PATH, LC_MESSAGES: 'C' },
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const connection = { ...like, host: place.socket, port };
  await answering(connection);
  return {
    connection,
    promote: async () => void (await ask(connection, 'select pg_promote()')),
    async stop() {
      child.kill('SIGINT');
      const late = setTimeout(() => child.kill('SIGQUIT'), 5000);
      await ended;
      clearTimeout(late);
      rmSync(place.root, { recursive: true, force: true });
    },
  };
}

async function answering(connection: Connection): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const [row] = await ask(connection, 'select pg_is_in_recovery() as standby').catch(() => []);
    if (row) {
      if (!row.standby) throw new Error('the copy is no standby');
      return;
    }
    await sleep(50);
  }
  throw new Error('the standby did not start');
}

async function ask(connection: Connection, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 2000, query_timeout: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
