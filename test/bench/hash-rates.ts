import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { withinMs } from '../helpers/within-ms.ts';
import type { HashRate } from './hash-rate.ts';
import { type Cores, onCore } from './place/cores.ts';

/** The bare rate of each engine, in a process of its own on the core of the servers. */
export function hashRates({ server }: Cores, seconds: number): readonly HashRate[] {
  const program = fileURLToPath(new URL('hash-rate.ts', import.meta.url));
  const [command = '', ...words] = onCore(server, [process.execPath, program, String(seconds)]);
  return JSON.parse(execFileSync(command, words, { encoding: 'utf8', timeout: withinMs(seconds * 2000 + 20_000) }));
}
