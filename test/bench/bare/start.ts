import { spawn } from 'node:child_process';
import { cpus } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { VAR } from '../../../src/dev/var.ts';
import type { Closers } from '../../helpers/proof/ground.ts';
import { freePort } from '../../helpers/server-process.ts';
import { ISSUER } from '../place/clients.ts';
import { onCore } from '../place/cores.ts';
import { type Running, untilReady } from '../place/running.ts';

const program = fileURLToPath(new URL('server.ts', import.meta.url));

/** Starts the library alone in a process of its own, on the same core as ours. */
export async function startBare(core: number | undefined, closers: Closers): Promise<Running> {
  const port = await freePort();
  const [command = '', ...words] = onCore(core, [process.execPath, program]);
  const begun = performance.now();
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    NODE_COMPILE_CACHE: path.join(VAR, 'bench-cache'),
    UV_THREADPOOL_SIZE: String(cpus().length + 4),
    ISSUER,
    PORT: String(port),
  };
  const child = spawn(command, words, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const running = await untilReady(child, { port, issuer: ISSUER }, begun);
  closers.push(() => running.stop());
  return running;
}
