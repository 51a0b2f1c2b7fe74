import type { KeyMaterial } from '../../src/adapters/secrets.ts';
import { SEEDED_KEY } from '../../src/dev/people/seed.ts';
import { hashOfBefore } from './hash-of-before.ts';
import type { KeyHashes } from './person.ts';

/**
 * One argon2id hash a profile, at the cost of production, of the key that every fictional person has. Not bound to an
 * account (the earlier form), or each of a million would need one of its own.
 */
export async function makeKeyHashes(secrets: KeyMaterial): Promise<KeyHashes> {
  const hash = () => hashOfBefore(secrets, SEEDED_KEY);
  return { natural: await hash(), juridica: await hash(), migrante: await hash() };
}
