/** `node test/bench/hash-rate.ts SECONDS`: both engines one hash after another, as one line of JSON. */
import { randomBytes } from 'node:crypto';
import { argon2Engine } from '../../src/adapters/hashing/argon2.ts';
import type { Argon2Engine } from '../../src/adapters/hashing/engine.ts';
import { nodeRsEngine } from '../../src/adapters/hashing/node-rs.ts';

/** Hashes a second of one core, and what one costs. */
export interface HashRate {
  readonly engine: string;
  readonly rate: number;
  readonly cpuMs: number;
}

const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

async function rateOf({ name, digest }: Argon2Engine, seconds: number): Promise<HashRate> {
  const hash = () => digest('Quiltro-77', { ...COST, salt: randomBytes(16), secret: randomBytes(32) });
  await hash();
  const [begun, cpu] = [performance.now(), process.cpuUsage()];
  let done = 0;
  for (; performance.now() - begun < seconds * 1000; done += 1) await hash();
  const { user, system } = process.cpuUsage(cpu);
  return { engine: name, rate: (done * 1000) / (performance.now() - begun), cpuMs: (user + system) / 1000 / done };
}

if (import.meta.main) {
  const seconds = Number(process.argv[2]);
  const rates = [await rateOf(await nodeRsEngine(), seconds), await rateOf(await argon2Engine(), seconds)];
  console.log(JSON.stringify(rates));
}
