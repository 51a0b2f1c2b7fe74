import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Place, port } from './local-place.ts';

/** The pid of the server that works on this place, or undefined. A dead, zombie or foreign process does not count. */
export function serverOf(place: Place): number | undefined {
  const pid = Number(postmasterLine(place, 1));
  return pid > 0 && belongs(pid, place) ? pid : undefined;
}

/** The server's reported state: 'starting', 'ready', 'stopping', or undefined if it does not run. */
export function statusOf(place: Place): string | undefined {
  return serverOf(place) ? postmasterLine(place, 8)?.trim() : undefined;
}

/** Processes that a killed server left behind; they keep its memory, so no other may start before they have ended. */
export function leftoversOf(place: Place): readonly number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && belongs(pid, place));
}

/** Waits until none of these is left, at most the given milliseconds; returns whether that came true. */
export async function gone(pids: readonly number[], place: Place, milliseconds: number): Promise<boolean> {
  const end = Date.now() + milliseconds;
  while (pids.some((pid) => belongs(pid, place))) {
    if (Date.now() > end) return false;
    await sleep(10);
  }
  return true;
}

/** True if a server answers on the socket, even one whose process this machine does not show. */
export function answers(place: Place): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect(join(place.socket, `.s.PGSQL.${port}`), () => resolve(true));
  socket.on('error', () => resolve(false));
  return promise.finally(() => socket.destroy());
}

/** Records this process as the one that started the server. */
export function signStarter(place: Place): void {
  writeFileSync(place.starterFile, JSON.stringify({ pid: process.pid, born: bornAt(process.pid) }));
}

/**
 * True while the process that started the server runs; its start time distinguishes it from a later one with its pid.
 */
export function starterLives(place: Place): boolean {
  const { pid, born } = starterOf(place);
  return born !== undefined && bornAt(pid) === born;
}

/** True if this very process was recorded last. */
export function isStarter(place: Place): boolean {
  return starterOf(place).pid === process.pid && starterLives(place);
}

function starterOf(place: Place): { readonly pid: number; readonly born?: string } {
  try {
    return JSON.parse(read(place.starterFile) ?? '');
  } catch {
    return { pid: 0 };
  }
}

// Titles are readable by every user, unlike a process's folder, and a zombie has none.
function belongs(pid: number, place: Place): boolean {
  const title = read(`/proc/${pid}/cmdline`) ?? '';
  return title.includes(place.mark) && /^postgres:|\/postgres\0/.test(title);
}

function bornAt(pid: number): string | undefined {
  const [state, ...rest] =
    read(`/proc/${pid}/stat`)
      ?.replace(/^.*\) /s, '')
      .split(' ') ?? [];
  return state === 'Z' ? undefined : rest[18];
}

function postmasterLine(place: Place, line: number): string | undefined {
  return read(join(place.data, 'postmaster.pid'))?.split('\n')[line - 1];
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
