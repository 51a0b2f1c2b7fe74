import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { argon2Engine } from '../../src/adapters/hashing/argon2.ts';
import type { Argon2Engine } from '../../src/adapters/hashing/engine.ts';
import { nodeRsEngine } from '../../src/adapters/hashing/node-rs.ts';
import { type Checks, quantile } from '../helpers/proof/checks.ts';

interface Measured {
  /** Milliseconds of processor time a hash, one at a time. */
  readonly cpu: number[];
  /** Hashes a second, as many at once as there are cores. */
  readonly rate: number[];
}

/** Both engines at the cost of production, in turn: the median of `rounds` rounds of each. */
export async function compareEngines(checks: Checks, rounds: number, each: number): Promise<void> {
  const cores = availableParallelism();
  checks.chapter(
    `Engines in turn: ${rounds} rounds of ${each} hashes one by one, and of ${each * cores} on ${cores} cores`,
  );
  const engines = [await nodeRsEngine(), await argon2Engine()];
  const found = new Map<string, Measured>(engines.map(({ name }) => [name, { cpu: [], rate: [] }]));
  for (let round = 0; round < rounds; round += 1) {
    for (const engine of round % 2 === 0 ? engines : engines.toReversed()) {
      found.get(engine.name)?.cpu.push(await cpuOf(engine, each));
      found.get(engine.name)?.rate.push(await rateOf(engine, each, cores));
    }
  }
  for (const [name, { cpu, rate }] of found) {
    const ms = quantile(cpu, 0.5);
    checks.measure(`${name}: CPU ms a hash`, `${ms.toFixed(1)} (${cpu.map((one) => one.toFixed(1)).join(' ')})`);
    checks.measure(`${name}: hashes a core and second of processor`, (1000 / ms).toFixed(0));
    checks.measure(`${name}: hashes a second of the clock, all cores`, quantile(rate, 0.5).toFixed(0));
  }
  const [fast = Number.NaN, slow = Number.NaN] = [...found.values()].map(({ cpu }) => quantile(cpu, 0.5));
  checks.check('the optional engine is the faster one', fast < slow, `${(slow / fast).toFixed(2)} times`);
}

const hash = ({ digest }: Argon2Engine): Promise<Buffer> =>
  digest('Quiltro-77', {
    memoryCost: 19_456,
    timeCost: 2,
    parallelism: 1,
    salt: randomBytes(16),
    secret: randomBytes(32),
  });

async function cpuOf(engine: Argon2Engine, count: number): Promise<number> {
  const before = process.cpuUsage();
  for (let done = 0; done < count; done += 1) await hash(engine);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / count;
}

async function rateOf(engine: Argon2Engine, each: number, cores: number): Promise<number> {
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: cores }, async () => {
      for (let done = 0; done < each; done += 1) await hash(engine);
    }),
  );
  return (each * cores * 1000) / (performance.now() - begun);
}
