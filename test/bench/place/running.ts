import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from '../../helpers/server-process.ts';
import { withinMs } from '../../helpers/within-ms.ts';

/** A server under test. */
export interface Running {
  readonly pid: number;
  readonly port: number;
  readonly issuer: string;
  /** Milliseconds from the start of the process to its first good /ready. */
  readonly readyMs: number;
  /** Asks it for something (count/recorder.ts). */
  signal(name: NodeJS.Signals): void;
  /** Ends it, by force after ten seconds. */
  stop(): Promise<void>;
}

const WITHIN_MS = withinMs(60_000);
const STOP_MS = 10_000;
/** Of the last output, which is shown where it ends early. */
const KEPT = 4000;

/** Waits for the first good /ready; throws with the last output of a process that ends before. Its output is read on. */
export async function untilReady(
  child: ChildProcess,
  at: Pick<Running, 'port' | 'issuer'>,
  begun: number,
): Promise<Running> {
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (part: string) => {
    said = (said + part).slice(-KEPT);
  });
  const gone = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const takeAlong = (): boolean => child.kill('SIGKILL');
  process.once('exit', takeAlong);
  void ended.then(() => process.removeListener('exit', takeAlong));
  let last = 'nothing';
  for (const end = Date.now() + WITHIN_MS; Date.now() < end && !gone(); await sleep(20)) {
    const answer = await ask(at, '/ready', { agent: false }).catch((error: Error) => error.message);
    last = typeof answer === 'string' ? answer : `${answer.status} ${answer.body}`;
    if (typeof answer === 'string' || answer.status !== 200) continue;
    const readyMs = performance.now() - begun;
    return { ...at, pid: child.pid ?? 0, readyMs, signal: (name) => child.kill(name), stop: () => stop(child, ended) };
  }
  takeAlong();
  throw new Error(`a server did not get ready: ${last}; ${said}`);
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(late);
}
