import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Connection } from './database.ts';
import { urlOf } from './server-process.ts';

/** The result of an operator command: its exit code, and its output on both streams. */
export interface Said {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Lets the recorder of `npm test` record the statements of a command, where it is on. */
function recording(): NodeJS.ProcessEnv {
  const { RECORD_STATEMENTS, NODE_OPTIONS } = process.env;
  return RECORD_STATEMENTS ? { RECORD_STATEMENTS, NODE_OPTIONS } : {};
}

type CommandFile =
  | 'cli/audit.ts'
  | 'cli/keys.ts'
  | 'cli/sandbox-token.ts'
  | 'cli/rights.ts'
  | 'cli/cases.ts'
  | 'cli/repair.ts'
  | 'cli/changes.ts'
  | 'cli/staff.ts'
  | 'cli/database-roles.ts';

/** Returns a function that runs a command of `src/` as an operator would, on a database. */
export function operatorCommand(file: CommandFile) {
  return async (
    connection: Connection,
    env: Readonly<Record<string, string>>,
    words: readonly string[] = [],
    input?: string | Uint8Array,
  ): Promise<Said> => {
    const child = start(file, connection, env, words);
    // A command that does not read all of its input closes the pipe.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    const [output, errors]: [string[], string[]] = [[], []];
    child.stdout.setEncoding('utf8').on('data', (text) => output.push(text));
    child.stderr.setEncoding('utf8').on('data', (text) => errors.push(text));
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { code, output: output.join(''), errors: errors.join('') };
  };
}

/** The same with pipes that no reader has: gives the exit code. */
export const unreadCommand =
  (file: CommandFile) =>
  async (
    connection: Connection,
    env: Readonly<Record<string, string>>,
    words: readonly string[] = [],
  ): Promise<number | null> => {
    const child = start(file, connection, env, words);
    child.stdin.end();
    child.stdout.destroy();
    child.stderr.destroy();
    return new Promise((resolve) => child.once('exit', resolve));
  };

function start(
  file: CommandFile,
  connection: Connection,
  env: Readonly<Record<string, string>>,
  words: readonly string[],
) {
  const command = fileURLToPath(new URL(`../../src/${file}`, import.meta.url));
  return spawn(process.execPath, [command, ...words], {
    env: { ...inherited(), DATABASE_URL: urlOf(connection), ...recording(), ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** Compiled code is read from the cache of the run. */
function inherited(): NodeJS.ProcessEnv {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  return NODE_COMPILE_CACHE ? { PATH, NODE_COMPILE_CACHE } : { PATH };
}
