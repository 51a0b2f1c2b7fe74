import { argon2Hasher, type HashCost } from '../../src/adapters/hashing/hasher.ts';
import { postgresAccounts } from '../../src/adapters/postgres/accounts/accounts.ts';
import { postgresAudit } from '../../src/adapters/postgres/audit/audit.ts';
import { auditSealer } from '../../src/adapters/postgres/audit/seals.ts';
import { type Connection, openDatabase } from '../../src/adapters/postgres/database/database.ts';
import { openKeyring } from '../../src/adapters/postgres/keyring/keyring.ts';
import { signOldRows } from '../../src/adapters/postgres/repair/sign-old-rows.ts';
import { deriveSecrets } from '../../src/adapters/secrets.ts';
import { seedPeople } from '../../src/dev/people/seed.ts';

/** SECRETS_KEY (without a comma, so that a process may get it) of every app that `openTestApp` opens, and of the keys and people in the templates. */
export const SECRETS_KEYS = ['a secret that only this test house knows and nobody else has'] as const;

/** 1 MiB and one pass: a test that asserts nothing about the cost should not wait for it. */
export const CHEAP_HASH: HashCost = { memoryCost: 1024, timeCost: 1 };

/** Does what a server does at its first start: makes the keys, signs the existing rows, and seals that in the trail. */
export async function addKeys(connection: Connection): Promise<void> {
  const database = openDatabase(connection);
  const secrets = deriveSecrets(SECRETS_KEYS);
  const now = () => new Date();
  const begin = async (): Promise<void> => {
    await openKeyring(database, secrets);
    await signOldRows({ database, secrets, audit: postgresAudit(database, secrets, now), now });
    await auditSealer(database, secrets, now)();
  };
  await begin().finally(() => database.close());
}

/** Adds the fictional people of development; their keys have the cheap hash. */
export async function addPeople(connection: Connection): Promise<void> {
  const database = openDatabase(connection);
  const secrets = deriveSecrets(SECRETS_KEYS);
  await seedPeople({
    accounts: postgresAccounts(database, secrets, () => new Date()),
    hasher: await argon2Hasher(secrets, CHEAP_HASH),
    atomically: database.atomically,
  }).finally(() => database.close());
}
