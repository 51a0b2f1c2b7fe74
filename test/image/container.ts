import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { delimiter } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../helpers/database.ts';
import { ask, type ServerProcess } from '../helpers/server-process.ts';
import type { Tree } from './tree.ts';

export interface Said {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** A tree of files with the environment of a container: run as a plain user without write access. */
export interface Container {
  /** Runs a command to its end, at most half a minute. */
  run(words: readonly string[], env?: NodeJS.ProcessEnv): Said;
  /** Starts the server and waits until it is ready, at most half a minute. */
  start(words: readonly string[]): Promise<Server>;
}

export interface Server extends Pick<ServerProcess, 'port' | 'issuer'> {
  readonly said: { text: string };
  stop(): Promise<number | null>;
}

/** A user without rights, who may open the socket of the database: where that is in a folder of a user, that user. */
function plainUser({ host }: Connection): number | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = host.startsWith('/') ? statSync(host).uid : 65_534;
  return owner === 0 ? 65_534 : owner;
}

export function container(tree: Tree, connection: Connection, env: Readonly<Record<string, string>>): Container {
  const uid = plainUser(connection);
  const { PATH = '' } = process.env;
  const options = (more: NodeJS.ProcessEnv = {}) => ({
    cwd: tree.app,
    // Of the machine's environment only the path to npm; a home that does not exist, as on a read-only disk.
    env: { PATH: `${tree.bin}${delimiter}${PATH}`, HOME: '/nonexistent', ...env, ...more },
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  return {
    run: ([program = '', ...words], more) => {
      const ran = spawnSync(program, words, { ...options(more), encoding: 'utf8', timeout: 30_000 });
      return { code: ran.status, output: ran.stdout ?? '', errors: `${ran.stderr ?? ''}${ran.error ?? ''}` };
    },
    start: async ([program = '', ...words]) => {
      const child = spawn(program, words, { ...options(), stdio: ['ignore', 'pipe', 'pipe'] });
      return ready(child, { port: Number(env.PORT), issuer: env.ISSUER ?? '' });
    },
  };
}

async function ready(child: ChildProcess, at: Pick<Server, 'port' | 'issuer'>): Promise<Server> {
  const said = { text: '' };
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (part) => (said.text += part));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const takeAlong = () => child.kill('SIGKILL');
  process.once('exit', takeAlong);
  void ended.then(() => process.removeListener('exit', takeAlong));
  for (const end = Date.now() + 30_000; Date.now() < end; await sleep(100)) {
    if (child.exitCode !== null) break;
    const answer = await ask(at, '/ready', { agent: false }).catch(() => undefined);
    if (answer?.status !== 200) continue;
    const stop = async () => {
      child.kill('SIGTERM');
      return ended;
    };
    return { ...at, said, stop };
  }
  takeAlong();
  throw new Error(`the image did not get ready: ${said.text}`);
}
