import { spawn } from 'node:child_process';
import { cpus } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { VAR } from '../../../src/dev/var.ts';
import type { Closers } from '../../helpers/proof/ground.ts';
import { freePort, urlOf } from '../../helpers/server-process.ts';
import { CLIENT_SECRET, ISSUER } from './clients.ts';
import { onCore } from './cores.ts';
import type { BenchPostgres } from './postgres.ts';
import { type Running, untilReady } from './running.ts';

const main = fileURLToPath(new URL('../../../src/main.ts', import.meta.url));
const recorder = new URL('../count/recorder.ts', import.meta.url).href;

export const SECRETS_KEY = 'Jm0qPz7vXw3nRk9sTb5yLc1hGd8fUe6a';

/** What a server of the product is started with, besides its fixed settings. */
export interface ProductNeeds {
  readonly postgres: BenchPostgres;
  readonly clientsDir: string;
  /** A folder that it may write. */
  readonly folder: string;
  /** Addresses of registries, relay and gateway. */
  readonly outside: Readonly<Record<string, string>>;
  readonly core: number | undefined;
  /** Counts statements, and writes them to this file on SIGUSR2; such a process is never timed. */
  readonly counts?: string;
}

/** Starts the product as the image does: settings of production, compiled cache, log lines to a pipe, one core. */
export async function startProduct(needs: ProductNeeds, closers: Closers): Promise<Running> {
  const port = await freePort();
  const preload = needs.counts ? ['--import', recorder] : [];
  const [program = '', ...words] = onCore(needs.core, [process.execPath, ...preload, main]);
  const begun = performance.now();
  const child = spawn(program, words, { env: environment(needs, port), stdio: ['ignore', 'ignore', 'pipe'] });
  const running = await untilReady(child, { port, issuer: ISSUER }, begun);
  closers.push(() => running.stop());
  return running;
}

/** Every setting that production requires (README, Settings); the policy whose sign-in needs nothing but the key. */
function environment({ postgres, clientsDir, folder, outside, counts }: ProductNeeds, port: number): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    NODE_COMPILE_CACHE: path.join(VAR, 'bench-cache'),
    UV_THREADPOOL_SIZE: String(cpus().length + 4),
    HOST: '127.0.0.1',
    PORT: String(port),
    ISSUER,
    CLAVE_POLICY: 'guia',
    SECRETS_KEY,
    TRUST_PROXY_HOPS: '1',
    DATABASE_URL: urlOf(postgres.server),
    MIGRATIONS_DATABASE_URL: urlOf(postgres.owner),
    TRAIL_HEAD_FILE: path.join(folder, `trail-head-${port}`),
    CLIENTS_DIR: clientsDir,
    BENCH_CLIENT_SECRET: CLIENT_SECRET,
    ...outside,
    ...(counts ? { BENCH_COUNTS: counts } : {}),
  };
}
