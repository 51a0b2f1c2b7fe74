import { type SpawnOptions, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Closers } from '../helpers/proof/ground.ts';
import { withinMs } from '../helpers/within-ms.ts';

const BUILD_WITHIN_MS = 15 * 60_000;
const START_WITHIN_MS = withinMs(60_000);
const STOP_WITHIN_MS = 10_000;
const LAST_WORDS = 2_000;

/** The folder of one client below var/real-clients, created where it is missing; git ignores it. */
export function cacheFolder(name: string): string {
  const folder = fileURLToPath(new URL(`../../var/real-clients/${name}`, import.meta.url));
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** The path of a file of this folder. */
export const ownFile = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Runs a tool to its end, at most 15 minutes, and returns its output; throws with its last lines where it fails. */
export async function runTool(command: readonly string[], options: SpawnOptions = {}): Promise<string> {
  const child = launch(command, { ...options, timeout: BUILD_WITHIN_MS });
  const code = await child.ended;
  if (code === 0) return child.output();
  throw new Error(`${command.join(' ')} ended with ${code}: ${child.output().slice(-LAST_WORDS)}`);
}

/** A program that listens on a port of ours until it is stopped. */
export interface Program {
  /** What it wrote, output and errors. */
  output(): string;
}

/** Starts a server, waits until the address answers, and stops it when the run ends; throws with its last lines. */
export async function startProgram(
  command: readonly string[],
  address: string,
  closers: Closers,
  options: SpawnOptions = {},
): Promise<Program> {
  const child = launch(command, options);
  closers.push(child.stop);
  for (const end = Date.now() + START_WITHIN_MS; !(await answers(address)); await sleep(100))
    if (child.over() || Date.now() > end)
      throw new Error(`${command[0]} does not serve ${address}: ${child.output().slice(-LAST_WORDS)}`);
  return child;
}

interface Child extends Program {
  readonly ended: Promise<number>;
  over(): boolean;
  stop(): Promise<void>;
}

/** In a process group of its own: the processes that it started end with it, also where this run fails. */
function launch([name = '', ...words]: readonly string[], options: SpawnOptions): Child {
  const child = spawn(name, words, { ...options, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  let isOver = false;
  const over = () => isOver;
  const signal = (kind: NodeJS.Signals) => {
    if (!over() && child.pid) process.kill(-child.pid, kind);
  };
  const takeAlong = () => signal('SIGKILL');
  process.once('exit', takeAlong);
  const ended = new Promise<number>((resolve) => {
    child.once('error', (error) => {
      text += error.message;
      resolve(-1);
    });
    child.once('close', (code) => resolve(code ?? -1));
  });
  void ended.then(() => {
    isOver = true;
    process.removeListener('exit', takeAlong);
  });
  const stop = async () => {
    signal('SIGTERM');
    const late = setTimeout(takeAlong, STOP_WITHIN_MS);
    await ended;
    clearTimeout(late);
  };
  return { ended, over, stop, output: () => text };
}

/** Any answer is enough; a redirect is not followed. */
async function answers(address: string): Promise<boolean> {
  const init: RequestInit = { redirect: 'manual', signal: AbortSignal.timeout(5_000) };
  return fetch(address, init).then(
    () => true,
    () => false,
  );
}
