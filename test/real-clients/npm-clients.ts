import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { readReportLine } from '../../scripts/test-groups/report-line.ts';
import type { Checks } from '../helpers/proof/checks.ts';
import type { Closers } from '../helpers/proof/ground.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Runs the tests of the clients that npm installs, as `npm test` does; each file is one line of the report. */
export async function runNpmClients(checks: Checks, closers: Closers): Promise<void> {
  checks.chapter('clients that npm installs');
  const names = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.test.ts'));
  const words = ['scripts/test.ts', ...names.map((name) => `test/real-clients/${name}`)];
  const child = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  closers.push(() => child.kill('SIGTERM'));
  const ended = once(child, 'close');
  const seen: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const read = readReportLine(line);
    if (read) checks.check(path.basename(read.file, '.test.ts'), read.passed, read.counts);
    else if (line && !/^\d+ passed/.test(line)) console.log(line);
    if (read) seen.push(read.file);
  }
  const [code] = await ended;
  checks.check('each of them ran', code === 0 && seen.length === names.length, `${seen.length} of ${names.length}`);
}
