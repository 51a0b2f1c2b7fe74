import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { createServer } from 'node:net';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Connection } from './database.ts';
import { withinMs } from './within-ms.ts';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const READY_WITHIN_MS = withinMs(30_000);
const STOP_WITHIN_MS = withinMs(12_000);

/** Known to every server process of the tests, so that several of them serve one database. */
export const SECRETS_KEY = 'a secret that only the server processes of the tests know';

export interface ServerProcess {
  readonly pid: number;
  readonly port: number;
  readonly issuer: string;
  /** Milliseconds from the start of the process to its first good /ready. */
  readonly readyMs: number;
  /** Lines of standard error, as they came. */
  readonly log: readonly string[];
  running(): boolean;
  /** kill -9, with the example client that the process started. */
  kill(): Promise<void>;
  /** Stops it in order, by force after twelve seconds. May be called twice. */
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly connection: Connection;
  readonly clientsDir: string;
  readonly port: number;
  readonly examplePort: number;
  /** Of the first process, where several serve one deployment. */
  readonly issuer?: string | undefined;
  /** Besides the defaults: guia, a fixed captcha, no throttles. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** The main.ts of another version, where one is compared. */
  readonly program?: string | undefined;
}

/** Starts a real server process and waits until it is ready; throws with its last output when it ends before. */
export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  const { port, issuer = `http://localhost:${port}`, program = main } = options;
  const start = performance.now();
  // A process group of its own: killing it also ends the example client, which would keep its port.
  const child = spawn(process.execPath, [program], {
    env: { ...environment(options), ISSUER: issuer },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const log: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => log.push(line));
  const running = () => child.exitCode === null && child.signalCode === null;
  // A run that crashes leaves no server behind.
  const takeAlong = () => running() && child.pid && process.kill(-child.pid, 'SIGKILL');
  process.once('exit', takeAlong);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  void ended.then(() => process.removeListener('exit', takeAlong));
  const handle = {
    pid: child.pid ?? 0,
    port,
    issuer,
    log,
    running,
    kill: () => end(child, ended, 'SIGKILL'),
    stop: () => end(child, ended, 'SIGTERM'),
  };
  await untilReady({ port, issuer, running, log }).catch(async (error) => {
    await handle.kill();
    throw error;
  });
  return { ...handle, readyMs: performance.now() - start };
}

function environment({ connection, clientsDir, port, examplePort, env }: ServerOptions): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    UV_THREADPOOL_SIZE: String(availableParallelism() + 4),
    DATABASE_URL: urlOf(connection),
    SECRETS_KEY,
    DESPEGA_MIPE_SECRET: SECRETS_KEY,
    CLIENTS_DIR: clientsDir,
    PORT: String(port),
    EXAMPLE_PORT: String(examplePort),
    CLAVE_POLICY: 'guia',
    CAPTCHA_FIXED_ANSWER: 'CLAVE',
    THROTTLES: 'off',
    ...env,
  };
}

/** The address of a database, as DATABASE_URL has it. */
export function urlOf({ host, port, user, database, password }: Connection): string {
  const secret = password ? `:${encodeURIComponent(password)}` : '';
  return `postgres://${encodeURIComponent(user)}${secret}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
}

async function untilReady(
  server: Pick<ServerProcess, 'port' | 'issuer' | 'log'> & { running(): boolean },
): Promise<void> {
  for (const start = performance.now(); performance.now() - start < READY_WITHIN_MS; await sleep(20)) {
    if (!server.running()) break;
    const answer = await ask(server, '/ready', { agent: false }).catch(() => undefined);
    if (answer?.status === 200) return;
  }
  throw new Error(`the server did not get ready: ${server.log.slice(-8).join('\n')}`);
}

async function end(child: ChildProcess, ended: Promise<void>, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  const gone = child.exitCode !== null || child.signalCode !== null;
  if (!gone && child.pid) process.kill(signal === 'SIGKILL' ? -child.pid : child.pid, signal);
  const late = setTimeout(() => child.pid && process.kill(-child.pid, 'SIGKILL'), STOP_WITHIN_MS);
  await ended;
  clearTimeout(late);
}

/**
 * Ports that Linux gives neither to a server without a number nor to a connection out: nothing else of a run takes
 * them.
 */
const OWN_PORTS = { from: 10_240, to: 32_768 } as const;

/** A port that was free a moment ago, on every address. */
export async function freePort(): Promise<number> {
  for (let turn = 0; turn < 50; turn += 1) {
    const port = randomInt(OWN_PORTS.from, OWN_PORTS.to);
    if (await isFree(port)) return port;
  }
  throw new Error('no port is free');
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const taken = await new Promise<boolean>((resolve) => {
    server.on('error', () => resolve(true)).listen(port, () => resolve(false));
  });
  if (!taken) await new Promise((resolve) => server.close(resolve));
  return !taken;
}

/** A folder with one file for each client; `remove` deletes it. */
export function clientsFolder(clients: readonly object[]): { readonly directory: string; remove(): void } {
  const directory = mkdtempSync(path.join(tmpdir(), 'clients-'));
  for (const [place, client] of clients.entries())
    writeFileSync(path.join(directory, `${place}.json`), JSON.stringify(client));
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Milliseconds from the request to the last byte of the answer. */
  readonly ms: number;
}

export interface Asked {
  readonly headers?: Readonly<Record<string, string>>;
  /** Fields of a form: the request is then a POST. */
  readonly form?: Readonly<Record<string, string>>;
  readonly agent?: Agent | false;
}

const keepAlive = new Agent({ keepAlive: true, maxSockets: 256 });

/** A request to one process, with the Host of the issuer. Throws when the connection breaks or is silent for 15 s. */
export function ask({ port, issuer }: Pick<ServerProcess, 'port' | 'issuer'>, to: string, asked: Asked = {}) {
  const { form, agent = keepAlive } = asked;
  const body = form && new URLSearchParams(form).toString();
  const type = body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
  const headers = { host: new URL(issuer).host, accept: 'text/html', ...type, ...asked.headers };
  const start = performance.now();
  return new Promise<Answer>((resolve, reject) => {
    const call = request({ host: 'localhost', port, path: to, method: form ? 'POST' : 'GET', headers, agent });
    call.setTimeout(15_000, () => call.destroy(new Error('no answer within 15 seconds')));
    call.on('error', reject);
    call.on('response', async (response) => {
      try {
        let text = '';
        for await (const chunk of response.setEncoding('utf8')) text += chunk;
        const ms = performance.now() - start;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text, ms });
      } catch (error) {
        reject(error);
      }
    });
    call.end(body);
  });
}
