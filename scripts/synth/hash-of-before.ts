import { randomBytes } from 'node:crypto';
import { chooseEngine } from '../../src/adapters/hashing/choose-engine.ts';
import type { HashCost } from '../../src/adapters/hashing/hasher.ts';
import { writePhc } from '../../src/adapters/hashing/phc.ts';
import type { KeyMaterial } from '../../src/adapters/secrets.ts';

const PRODUCTION: HashCost = { memoryCost: 19_456, timeCost: 2 };

/**
 * A hash as it was made before hashes were bound to their account: it verifies for any account and is renewed at the
 * first success, so that many accounts of a test can share one.
 */
export async function hashOfBefore(
  { peppers }: Pick<KeyMaterial, 'peppers'>,
  text: string,
  cost: HashCost = PRODUCTION,
): Promise<string> {
  const today = peppers[0];
  if (!today) throw new Error('no pepper');
  const { engine } = await chooseEngine();
  const work = { ...cost, parallelism: 1, salt: randomBytes(16) };
  const digest = await engine.digest(text, { ...work, secret: today.pepper });
  return `${today.id}:${writePhc({ ...work, digest })}`;
}
