import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const teller = fileURLToPath(new URL('tell-memory.cjs', import.meta.url));

/** What a process holds, in MB: of the machine, and of that what it still uses. */
export interface Held {
  readonly rss: number;
  readonly live: number;
}

/** Reads the memory of a server process that was started with `env`. */
export interface MemoryTeller {
  readonly env: Readonly<Record<string, string>>;
  /** Lets the process collect its garbage first; throws when it does not answer within ten seconds. */
  read(pid: number): Promise<Held>;
  close(): void;
}

/** Opens a place where a server tells what it holds once its garbage is collected. */
export function openMemoryTeller(): MemoryTeller {
  const folder = mkdtempSync(path.join(tmpdir(), 'memory-'));
  const file = path.join(folder, 'held.json');
  return {
    env: { MEMORY_FILE: file, NODE_OPTIONS: `--expose-gc --require "${teller}"` },
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
