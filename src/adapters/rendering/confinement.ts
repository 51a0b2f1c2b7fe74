import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Command } from './run-program.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const PROGRAM = fileURLToPath(new URL('../../rendering/main.ts', import.meta.url));

/** What the program may read: itself, the table of files, and the packages. */
const readable = ['src/rendering', 'src/domain', 'node_modules', 'package.json'].map((name) =>
  realpathSync(`${root}${name}`),
);

/** Megabytes of the heap of JavaScript; pictures and WebAssembly are beside it. */
const HEAP_MB = 192;

const node: readonly string[] = [
  ...[`--max-old-space-size=${HEAP_MB}`, '--disable-wasm-trap-handler', '--no-warnings'],
  // It may read those files, write none, and start no process or thread of JavaScript.
  ...['--permission', '--allow-addons', ...readable.map((name) => `--allow-fs-read=${name}`)],
];

/** What confines a process further where the system has it and allows it; each goes before the next. */
export const confinements: Readonly<Record<string, readonly string[]>> = {
  /** No network but a loopback of its own. */
  network: ['unshare', '--user', '--net', '--'],
  /** It gains no right by a program, and ends with the server. */
  privileges: ['setpriv', '--no-new-privs', '--pdeathsig', 'KILL', '--'],
  /** Bytes of memory, seconds of processor; it writes no file. */
  limits: ['prlimit', '--data=1200000000', '--cpu=10', '--fsize=0', '--core=0', '--nofile=256', '--'],
};

/** A user and a group without any right, where this process runs as root. */
const unprivileged = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;

/** How the program is started: with the names of what confines it, and as another user where that is possible. */
export function renderingCommand(held: readonly string[], apart: boolean, program: string = PROGRAM): Command {
  const before = held.flatMap((name) => confinements[name] ?? []);
  const [file = '', ...args] = [...before, process.execPath, ...node, program];
  return { file, args, as: apart ? unprivileged : undefined };
}
