import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/** A program and what starts it. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  /** User and group of the process, where this one may choose them. */
  readonly as?: { readonly uid: number; readonly gid: number } | undefined;
}

export interface ProgramLimits {
  readonly milliseconds: number;
  /** Bytes of memory that the process may have in use. */
  readonly memory: number;
  /** Bytes that it may write. */
  readonly output: number;
}

/** What a process did: it wrote something and ended well, or it was stopped, or it ended otherwise. */
export type Outcome =
  | { readonly output: Buffer }
  | { readonly stopped: 'time' | 'memory' | 'output' }
  | { readonly crashed: string };

const WATCH_MS = 50;
/** All that the process has of an environment. */
const ENV = { MALLOC_ARENA_MAX: '2', UV_THREADPOOL_SIZE: '2' };

/** Runs a program on an input and gives what it wrote. It is killed at each limit, with all that it started. */
export async function runProgram(command: Command, input: Uint8Array, limits: ProgramLimits): Promise<Outcome> {
  const child = spawn(command.file, command.args, {
    env: ENV,
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
    ...command.as,
  }) as unknown as ChildProcessWithoutNullStreams;
  let stopped: 'time' | 'memory' | 'output' | undefined;
  const stop = (why: NonNullable<typeof stopped>): void => {
    stopped ??= why;
    kill(child);
  };
  const timer = setTimeout(stop, limits.milliseconds, 'time');
  const watch = setInterval(async () => {
    if ((await memoryOf(child.pid)) > limits.memory) stop('memory');
  }, WATCH_MS);
  const output = collect(child, limits.output, stop);
  // A program that ends before it has read everything is judged by its end.
  child.stdin.on('error', () => {}).end(input);
  try {
    const end = await ended(child);
    if (stopped) return { stopped };
    return end === undefined ? { output: Buffer.concat(output) } : { crashed: end };
  } finally {
    clearTimeout(timer);
    clearInterval(watch);
    kill(child);
  }
}

function collect(child: ChildProcessWithoutNullStreams, most: number, stop: (why: 'output') => void): Buffer[] {
  const chunks: Buffer[] = [];
  let size = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > most) stop('output');
    else chunks.push(chunk);
  });
  return chunks;
}

/** How it ended; undefined where it ended well and its output was read. */
function ended(child: ChildProcessWithoutNullStreams): Promise<string | undefined> {
  return new Promise((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    child.once('close', (code, signal) => resolve(code === 0 ? undefined : (signal ?? `exit ${code}`)));
  });
}

function kill({ pid }: ChildProcessWithoutNullStreams): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

/** Bytes of memory that a process has in use; 0 where the system does not say. */
async function memoryOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
}
