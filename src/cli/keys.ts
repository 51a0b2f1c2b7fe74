/** `npm run -s keys -- list | rotate | retire KID | compromise KID`: the keys of the house (docs/keys.md). */
import { postgresAudit } from '../adapters/postgres/audit/audit.ts';
import { compromiseKey, retireKey, rotateKeys } from '../adapters/postgres/keyring/acts.ts';
import { openKeyring } from '../adapters/postgres/keyring/keyring.ts';
import { KeyRefused } from '../adapters/postgres/keyring/refusals.ts';
import { readKeys } from '../adapters/postgres/keyring/rows.ts';
import type { KeyringNeeds } from '../adapters/postgres/keyring/upkeep.ts';
import { deriveSecrets } from '../adapters/secrets.ts';
import { secretsOf } from '../app/own-settings.ts';
import { readConfig } from '../config/config.ts';
import { type Algorithm, after, changesAt, type KeyNow, PUBLISH_AHEAD_MS } from '../domain/keyring.ts';
import { TamperedRow } from '../ports/tampered-row.ts';
import { asksForHelp } from './help.ts';
import { type Asked, KEYS_USAGE, readArgs, UsageError } from './keys-args.ts';
import { complainOf, withDatabase } from './operator-command.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

await main().catch((error: unknown) => {
  process.exitCode = error instanceof UsageError ? 2 : 1;
  complainOf(error, UsageError, KeyRefused, TamperedRow);
});

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  if (asksForHelp(words)) return say(KEYS_USAGE);
  const asked = readArgs(words);
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
  // Whoever has another SECRETS_KEY than the servers fails here, and puts nothing into the ring that they cannot open.
  await openKeyring(database, secrets, now);
  if (asked.verb === 'rotate') return rotate(needs, asked.algorithms, now);
  if (asked.verb === 'retire') {
    const { kid, algorithm } = await retireKey(needs, asked.kid, now);
    return say(`${algorithm} ${kid} has ended`);
  }
  const next = await compromiseKey(needs, asked.kid, now);
  say(`${asked.kid} is out, with all that it signed; every instance follows within a minute`);
  if (next) say(`${next.algorithm} ${next.kid} signs`);
}

async function rotate(needs: KeyringNeeds, algorithms: readonly Algorithm[], now: Date): Promise<void> {
  for (const { kid, algorithm } of await rotateKeys(needs, algorithms, now))
    say(`${algorithm} ${kid} is published, and signs from ${after(now, PUBLISH_AHEAD_MS).toISOString()}`);
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
