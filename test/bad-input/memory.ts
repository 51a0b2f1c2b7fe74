import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const reporter = fileURLToPath(new URL('report-memory.cjs', import.meta.url));

/** The memory of a process, in MB: resident, and of that what is still in use. */
export interface Held {
  readonly rss: number;
  readonly live: number;
}

/** Reads the memory of a server process that was started with `env`. */
export interface MemoryReader {
  readonly env: Readonly<Record<string, string>>;
  /** Runs garbage collection first; throws when the process does not answer within ten seconds. */
  read(pid: number): Promise<Held>;
  close(): void;
}

/** Prepares a file in which a server reports its memory after garbage collection. */
export function openMemoryReader(): MemoryReader {
  const folder = mkdtempSync(path.join(tmpdir(), 'memory-'));
  const file = path.join(folder, 'held.json');
  return {
    env: { MEMORY_FILE: file, NODE_OPTIONS: `--expose-gc --require "${reporter}"` },
    async read(pid) {
      rmSync(file, { force: true });
      process.kill(pid, 'SIGUSR2');
      for (let turn = 0; turn < 100 && !existsSync(file); turn += 1) await sleep(100);
      const { rss, heapUsed, external } = JSON.parse(readFileSync(file, 'utf8'));
      return { rss: rss / 2 ** 20, live: (heapUsed + external) / 2 ** 20 };
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
