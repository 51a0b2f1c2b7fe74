import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { preparePlace } from '../../src/dev/postgres/local-place.ts';
import { leftoversOf, serverOf } from '../../src/dev/postgres/local-process.ts';
import { type LocalConnection, startLocalPostgres } from '../../src/dev/postgres/local-server.ts';
import { removeFolder } from '../helpers/memory-folder.ts';
import type { Closers } from '../helpers/proof/ground.ts';

/** A PostgreSQL that can be cut off like one that has lost its power. */
export interface OwnPostgres {
  readonly connection: LocalConnection;
  /**
   * From here on a commit that does not wait for the disk stays in the memory of PostgreSQL: the process that writes
   * behind it is stopped.
   */
  holdBack(): void;
  /** kill -9 of the server and all its processes at once: what is in their memory is lost. */
  cut(): void;
  /** Starts it again; it recovers what it finds on the disk. */
  restart(): Promise<void>;
}

const FOLDER = fileURLToPath(new URL('../../var/pg-power', import.meta.url));

/** Waits for the disk as in production; nothing but commits writes the log to it. */
const settings = {
  fsync: 'on',
  synchronous_commit: 'on',
  autovacuum: 'off',
  wal_writer_delay: '10s',
  bgwriter_lru_maxpages: '0',
  checkpoint_timeout: '1h',
};

/** Starts one of its own in an empty folder. */
export async function openOwnPostgres(closers: Closers): Promise<OwnPostgres> {
  removeFolder(FOLDER);
  const start = () => startLocalPostgres({ folder: FOLDER, log: console.error, settings });
  const place = preparePlace(FOLDER, console.error);
  let server = await start();
  closers.push(() => server.stop().finally(() => removeFolder(FOLDER)));
  const signal = (name: NodeJS.Signals, pids: readonly number[]): void => {
    for (const pid of pids) process.kill(pid, name);
  };
  return {
    connection: server.connection,
    holdBack: () => signal('SIGSTOP', leftoversOf(place).filter(isLogWriter)),
    cut() {
      // The first one would notice the end of the others, and act on it.
      const first = serverOf(place);
      if (first === undefined) throw new Error('PostgreSQL does not run');
      signal('SIGSTOP', [first]);
      const all = leftoversOf(place);
      signal('SIGKILL', [...all.filter((pid) => pid !== first), first]);
    },
    async restart() {
      server = await start();
    },
  };
}

const isLogWriter = (pid: number): boolean => /walwriter/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
