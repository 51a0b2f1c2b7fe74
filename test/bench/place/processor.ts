import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const TICKS = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** Milliseconds of processor time of a process since it began, all of its threads; 0 of one that has ended. */
export const cpuMsOf = (pid: number): number => sum(fieldsOf(pid), [11, 12]);

/**
 * The same of PostgreSQL: its first process, the live ones that it started, and those that ended, which Linux adds to
 * the first one (cutime, cstime).
 */
export function cpuMsOfPostgres(postmaster: number): number {
  const live = childrenOf(postmaster).reduce((total, pid) => total + cpuMsOf(pid), 0);
  return live + sum(fieldsOf(postmaster), [11, 12, 13, 14]);
}

/** MiB of memory that a process has in use (resident set). */
export function rssOf(pid: number): number {
  const [, kib = '0'] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) / 1024;
}

const sum = (fields: readonly string[], places: readonly number[]): number =>
  (places.reduce((total, place) => total + Number(fields[place] ?? 0), 0) * 1000) / TICKS;

/** Fields of `/proc/PID/stat` behind the name, which may contain blanks (proc(5)). */
function fieldsOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  } catch {
    return [];
  }
}

function childrenOf(pid: number): readonly number[] {
  const list = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return list.split(' ').filter(Boolean).map(Number);
}
