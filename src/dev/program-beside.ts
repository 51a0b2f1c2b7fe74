import { type ChildProcess, spawn } from 'node:child_process';

/** A program of ours that runs beside the server and ends with it, however that ends. */
export interface ProgramBeside {
  /** Where it listens. */
  readonly port: number;
  stop(): void;
}

/** The port on which a program was to listen is taken. */
export class PortTaken extends Error {}

/** A program's report over the channel: where it listens, or that its port is taken. */
type Report = { readonly port: number } | { readonly taken: true };

const READY_WITHIN_MS = 20_000;

/**
 * Starts a program and waits until it listens, at most 20 seconds. Its environment is `env` and nothing else. The
 * channel between the two closes with this process, also when that is killed, and then the program ends. Throws
 * PortTaken, or an Error if it did not start.
 */
export async function startBeside(main: string, env: NodeJS.ProcessEnv): Promise<ProgramBeside> {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const child = spawn(process.execPath, [main], {
    env: { PATH, ...(NODE_COMPILE_CACHE && { NODE_COMPILE_CACHE }), ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  try {
    const report = await reportOf(child);
    if ('taken' in report) throw new PortTaken();
    return { port: report.port, stop: () => void child.kill() };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

function reportOf(child: ChildProcess): Promise<Report> {
  const { promise, resolve, reject } = Promise.withResolvers<Report>();
  const late = setTimeout(() => reject(new Error('it did not listen within 20 seconds')), READY_WITHIN_MS);
  child.once('message', (report) => resolve(report as Report));
  child.once('error', reject);
  child.once('exit', (code) => reject(new Error(`it ended with code ${code}`)));
  return promise.finally(() => clearTimeout(late));
}
