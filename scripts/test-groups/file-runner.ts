/**
 * AVA's own runner, once for each file of a group. AVA has no public way to it: this is its version 8.0.1, as
 * package.json names it, and `test/scripts/test-groups.test.ts` fails where another one behaves differently.
 */
import type { TestFn } from 'ava';
import { titleWithin } from './titles.ts';

/** What AVA's reporter counts and shows; `title` is that of a test or hook. */
export interface StateChange {
  readonly type: string;
  readonly title?: string;
}

export interface FileRunner {
  readonly chain: TestFn;
  /** How many tests and hooks were declared so far. */
  readonly nextTaskIndex: number;
  on(event: 'stateChange', heard: (event: { readonly data: StateChange }) => void): void;
  on(event: 'error', heard: (event: { readonly data: unknown }) => void): void;
  once(event: 'finish'): Promise<unknown>;
}

interface Internals {
  readonly Runner: new (options: object) => FileRunner;
  readonly options: Readonly<Record<string, unknown>>;
  send(event: StateChange): void;
}

async function loadInternals(): Promise<Internals> {
  const load = (file: string) => import(new URL(`../lib/${file}`, import.meta.resolve('ava')).href);
  const [runner, options, channel] = await Promise.all(
    ['runner.js', 'worker/options.js', 'worker/channel.js'].map(load),
  );
  return {
    Runner: runner.default,
    options: options.get(),
    send: channel.send,
  };
}

/** Gives a maker of runners that report to the AVA of this worker, with the name of the file before each title. */
export async function openFileRunners(): Promise<(file: string, name: string) => FileRunner> {
  const { Runner, options, send } = await loadInternals();
  return (file, name) => {
    const runner = new Runner({ ...options, file });
    runner.on('stateChange', ({ data }) =>
      send(data.title === undefined ? data : { ...data, title: titleWithin(name, data.title) }),
    );
    return runner;
  };
}
