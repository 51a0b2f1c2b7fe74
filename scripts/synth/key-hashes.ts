import { argon2Hasher } from '../../src/adapters/argon2-hasher.ts';
import type { Secrets } from '../../src/adapters/secrets.ts';
import { SEEDED_KEY } from '../../src/adapters/simulated/seed.ts';
import { PlainKey } from '../../src/domain/key.ts';
import type { KeyHashes } from './person.ts';

/** One argon2id hash a profile, at the cost of production, of the key that every fictional person has. */
export async function makeKeyHashes(secrets: Secrets): Promise<KeyHashes> {
  const { hash } = await argon2Hasher(secrets);
  const key = new PlainKey(SEEDED_KEY);
  return { natural: await hash(key), juridica: await hash(key), migrante: await hash(key) };
}
