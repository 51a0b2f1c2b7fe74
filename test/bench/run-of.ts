import { setTimeout as sleep } from 'node:timers/promises';
import type { Closers } from '../helpers/proof/ground.ts';
import type { Asked } from './arguments.ts';
import { arrivalsOf } from './arrivals.ts';
import { startBare } from './bare/start.ts';
import { burstOf } from './burst.ts';
import { countStatements } from './count/counted-run.ts';
import { commitOf, loadOf, machineOf, versionsOf } from './environment.ts';
import { hashRates } from './hash-rates.ts';
import { LANES, STOCK } from './load/lane.ts';
import { meterOf } from './load/meter.ts';
import { type Measured, measure } from './measure.ts';
import type { Operation } from './operations/operation.ts';
import { sidesOf } from './operations/sides.ts';
import { type Ground, openGround } from './place/ground.ts';
import { rssOf } from './place/processor.ts';
import { startProduct } from './place/product.ts';
import type { Running } from './place/running.ts';
import type { Process, Report } from './report/report.ts';
import { rowOf } from './report/row.ts';

const REST_MS = { short: 1000, whole: 10_000 };
const HASH_SECONDS = { short: 1, whole: 5 };

/** The whole run: both servers side by side on one core, the counted process before them. */
export async function runOf(asked: Asked, operations: readonly Operation[], closers: Closers): Promise<Report> {
  const before = loadOf();
  const length = asked.short ? 'short' : 'whole';
  const ground = await openGround(asked.short, closers);
  const sideOf = sidesOf(ground);
  progress('counting statements');
  const tallies = await countStatements(ground, operations, sideOf, closers);
  progress('hashes alone');
  const hashes = hashRates(ground.cores, HASH_SECONDS[length]);
  const servers = {
    ours: await startProduct(ground.needs, closers),
    bare: await startBare(ground.cores.server, closers),
  };
  await sleep(REST_MS[length]);
  const idle = { ours: rssOf(servers.ours.pid), bare: rssOf(servers.bare.pid) };
  const sides = {
    ours: measuredOf(sideOf('ours', servers.ours), servers.ours, ground.postgres.pid),
    bare: measuredOf(sideOf('bare', servers.bare), servers.bare, undefined),
  };
  const how = { ...asked, stock: asked.short ? STOCK / 4 : STOCK, progress };
  const rounds = await measure(operations, sides, how);
  const rows = rounds.map((one) => rowOf(one, tallies.get(one.operation.name)));
  const arrivals = asked.short ? [] : await arrivalsOf(operations, sides.ours, rows, asked.seconds, progress);
  const burst = asked.only === undefined ? await burstOf(sides.ours.side, asked.short ? 40 : 200) : undefined;
  const memory = (name: 'ours' | 'bare'): Process => ({
    readyMs: servers[name].readyMs,
    idleMib: idle[name],
    afterMib: rssOf(servers[name].pid),
  });
  return { ...about(asked, ground, before), hashes, rows, arrivals, burst, ours: memory('ours'), bare: memory('bare') };
}

/** Statements and commits of each operation, and nothing that takes time. */
export async function countOf(operations: readonly Operation[], closers: Closers) {
  const ground = await openGround(true, closers);
  const tallies = await countStatements(ground, operations, sidesOf(ground), closers);
  return [...tallies].map(([name, tally]) => ({ name, ...tally }));
}

function about({ rounds, seconds }: Asked, { cores, postgres }: Ground, before: number) {
  return {
    at: new Date().toISOString().slice(0, 16),
    commit: commitOf(),
    machine: machineOf(),
    versions: versionsOf(postgres.version),
    rounds,
    seconds,
    lanes: LANES,
    pinned: cores.server !== undefined,
    load: [before, loadOf()],
  };
}

const measuredOf = (side: Measured['side'], { pid }: Running, postmaster: number | undefined): Measured => ({
  side,
  meter: meterOf(pid, postmaster),
});

const progress = (text: string): void => console.error(`${new Date().toISOString().slice(11, 19)} ${text}`);
