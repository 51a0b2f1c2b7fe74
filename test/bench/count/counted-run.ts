import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Closers } from '../../helpers/proof/ground.ts';
import { median } from '../load/latencies.ts';
import type { Operation } from '../operations/operation.ts';
import type { Side } from '../operations/side.ts';
import type { Ground } from '../place/ground.ts';
import { startProduct } from '../place/product.ts';
import type { Tally } from './tally.ts';

/** Runs of each operation that are counted, behind one that is not. */
const RUNS = 3;
/** A machine that other work shares may refuse one for want of time: it is run again under another name. */
const TRIES = 4;
/** What a request leaves to be done behind its answer. */
const BEHIND_MS = 150;

/** The middle number of statements and commits of each operation, by its name, in a process of its own. */
export async function countStatements(
  ground: Ground,
  operations: readonly Operation[],
  sideOf: (name: Side['name'], target: Side['target']) => Side,
  closers: Closers,
): Promise<ReadonlyMap<string, Tally>> {
  const file = path.join(ground.folder, 'counts.json');
  const server = await startProduct({ ...ground.needs, counts: file }, closers);
  const target: { readonly port: number; run?: string | undefined } = { port: server.port };
  const done = new Map<string, string>();
  for (const operation of operations) await runNamed(operation, sideOf('ours', target), target, done);
  await sleep(BEHIND_MS);
  server.signal('SIGUSR2');
  const tallies = await readTallies(file);
  await server.stop();
  return new Map(operations.map(({ name }) => [name, middleOf(tallies, name, done)]));
}

async function runNamed(
  { name, open }: Operation,
  side: Side,
  target: { run?: string | undefined },
  done: Map<string, string>,
): Promise<void> {
  const lane = await patiently(() => open(side));
  await lane.stock?.(RUNS * TRIES);
  await patiently(() => lane.run());
  for (let n = 0; n < RUNS; n += 1) {
    // What a run that failed asked is counted under a name that is not read.
    await patiently(async (turn) => {
      target.run = `${encodeURIComponent(name)}/${n}/${turn}`;
      await lane.run();
      done.set(`${name}/${n}`, target.run);
    });
    target.run = undefined;
  }
}

async function patiently<T>(act: (turn: number) => Promise<T>, turn = 0): Promise<T> {
  try {
    return await act(turn);
  } catch (error) {
    if (turn + 1 >= TRIES) throw error;
    return patiently(act, turn + 1);
  }
}

async function readTallies(file: string): Promise<Readonly<Record<string, Tally>>> {
  for (let tries = 0; tries < 100 && !existsSync(file); tries += 1) await sleep(50);
  const text = readFileSync(file, 'utf8');
  rmSync(file);
  return JSON.parse(text);
}

function middleOf(tallies: Readonly<Record<string, Tally>>, name: string, done: ReadonlyMap<string, string>): Tally {
  const none: Tally = { statements: 0, commits: 0 };
  const runs = Array.from({ length: RUNS }, (_, n) => tallies[done.get(`${name}/${n}`) ?? ''] ?? none);
  return {
    statements: median(runs.map(({ statements }) => statements)),
    commits: median(runs.map(({ commits }) => commits)),
  };
}
