import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The core of the servers under test, and the one of PostgreSQL and of the load; none of both on a single core. */
export interface Cores {
  readonly server: number | undefined;
  readonly load: number | undefined;
}

/**
 * Pins this process, and with it all that it starts later, to the last of its cores, and leaves the first to the
 * servers. On a machine of one core nothing is pinned, and the figures say so.
 */
export function pinThisProcess(): Cores {
  const allowed = coresOf('self');
  const [server, load] = [allowed[0], allowed.at(-1)];
  if (server === load) return { server: undefined, load: undefined };
  // All threads: those of libuv run already.
  execFileSync('taskset', ['-a', '-p', '-c', String(load), String(process.pid)], { stdio: 'ignore' });
  return { server, load };
}

/** A command line that runs on one core. */
export const onCore = (core: number | undefined, words: readonly string[]): readonly string[] =>
  core === undefined ? words : ['taskset', '-c', String(core), ...words];

/** "0-1,4" as numbers. */
function coresOf(pid: string): readonly number[] {
  const [, list = '0'] = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return list.split(',').flatMap((part) => {
    const [from = 0, to = from] = part.split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, place) => from + place);
  });
}
