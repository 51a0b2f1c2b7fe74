import { postgresAudit } from '../adapters/postgres/audit/audit.ts';
import { compromiseKey, retireKey, rotateKeys } from '../adapters/postgres/keyring/acts.ts';
import { openKeyring } from '../adapters/postgres/keyring/keyring.ts';
import { readKeys } from '../adapters/postgres/keyring/rows.ts';
import type { KeyringNeeds } from '../adapters/postgres/keyring/upkeep.ts';
import { deriveSecrets } from '../adapters/secrets.ts';
import { secretsOf } from '../app/own-settings.ts';
import { readConfig } from '../config/config.ts';
import { type Algorithm, after, changesAt, type KeyNow, PUBLISH_AHEAD_MS } from '../domain/keyring.ts';
import { keyResults } from '../locales/es-CL/operator/keys.ts';
import type { Asked } from './keys-args.ts';
import { say } from './output.ts';
import { withDatabase } from './with-database.ts';

/** Runs the command on the database that the environment names; throws KeyRefused, or ConfigError. */
export async function runKeys(asked: Asked): Promise<void> {
  const config = readConfig(process.env);
  const secrets = deriveSecrets(await secretsOf(config));
  await withDatabase(config, (database) =>
    answer(asked, { database, secrets, audit: postgresAudit(database, secrets, () => new Date()) }),
  );
}

async function answer(asked: Asked, needs: KeyringNeeds): Promise<void> {
  const { database, secrets } = needs;
  const now = new Date();
  if (asked.verb === 'list') return list(needs, now);
  // With another SECRETS_KEY than the servers' it fails here, and adds nothing to the keyring that they cannot decrypt.
  await openKeyring(database, secrets, now);
  if (asked.verb === 'rotate') return rotate(needs, asked.algorithms, now);
  if (asked.verb === 'retire') {
    return say(keyResults.retired(await retireKey(needs, asked.kid, now)));
  }
  const next = await compromiseKey(needs, asked.kid, now);
  say(keyResults.compromised(asked));
  if (next) say(keyResults.signs(next));
}

async function rotate(needs: KeyringNeeds, algorithms: readonly Algorithm[], now: Date): Promise<void> {
  const signsAt = after(now, PUBLISH_AHEAD_MS);
  for (const { kid, algorithm } of await rotateKeys(needs, algorithms, now))
    say(
      keyResults.published({
        kid,
        algorithm,
        signsAt,
      }),
    );
}

async function list({ database, secrets }: KeyringNeeds, now: Date): Promise<void> {
  for (const key of await readKeys(database, secrets, now)) say(lineOf(key));
}

function lineOf(key: KeyNow): string {
  const until = key.endedAt ?? changesAt(key);
  return [
    key.id.padEnd(36),
    key.algorithm.padEnd(5),
    key.purpose.padEnd(8),
    key.state.padEnd(11),
    key.signsAt.toISOString(),
    until?.toISOString() ?? '-',
  ].join('  ');
}
