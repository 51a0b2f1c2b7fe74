import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Connection } from '../helpers/database.ts';

const command = fileURLToPath(new URL('../../src/cli/import-legacy.ts', import.meta.url));

/** Known to the command and to the test that opens what it sealed. */
export const SECRETS_KEY = 'a secret that only the import of the tests knows and no other';

export interface Ran {
  readonly code: number | null;
  readonly output: readonly string[];
  readonly errors: string;
  /** Resident memory in MB at each line that the command wrote. */
  readonly memory: readonly number[];
}

/** Runs the command as an operator would; `onLine` may end it by force. */
export async function runCommand(
  connection: Connection,
  words: readonly string[],
  onLine: (line: string, kill: () => void) => void = () => {},
): Promise<Ran> {
  const child = spawn(process.execPath, [command, ...words], {
    env: { PATH: process.env.PATH, DATABASE_URL: urlOf(connection), SECRETS_KEY, CLAVE_POLICY: 'guia' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, memory, errors]: [string[], number[], string[]] = [[], [], []];
  child.stderr.on('data', (chunk) => errors.push(String(chunk)));
  createInterface({ input: child.stdout }).on('line', (line) => {
    output.push(line);
    memory.push(residentMb(child.pid));
    onLine(line, () => child.kill('SIGKILL'));
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output, errors: errors.join(''), memory: memory.filter((mb) => mb > 0) };
}

function residentMb(pid: number | undefined): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

function urlOf({ host, port, user, database, password }: Connection): string {
  const secret = password ? `:${encodeURIComponent(password)}` : '';
  return `postgres://${encodeURIComponent(user)}${secret}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
}
