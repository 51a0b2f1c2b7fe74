import test from 'ava';
import { readArgs } from '../../scripts/synth/args.ts';
import { makeKeyHashes } from '../../scripts/synth/key-hashes.ts';
import { personAt, signsIn } from '../../scripts/synth/person.ts';
import { populate } from '../../scripts/synth/populate.ts';
import { refuseWrongDatabase, SynthRefused } from '../../scripts/synth/refuse.ts';
import { hasFirstPerson } from '../../src/account/public-bodies.ts';
import { verifyAudit } from '../../src/adapters/postgres/audit/verify.ts';
import { type BoundTableName, boundTables } from '../../src/adapters/postgres/row-mac/bound-tables.ts';
import { rowMacs } from '../../src/adapters/postgres/row-mac/row-macs.ts';
import { deriveSecrets } from '../../src/adapters/secrets.ts';
import { UsageError } from '../../src/cli/args.ts';
import type { Config } from '../../src/config/config.ts';
import { giverIn } from '../../src/domain/member-role.ts';
import { parseRun } from '../../src/domain/rut.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { SECRETS_KEYS } from '../helpers/seeds.ts';
import { tried } from '../helpers/sign-ins.ts';

const secrets = deriveSecrets(SECRETS_KEYS);
const development = { production: false } as Config;

test('[S1] synthetic people sign in with the one key, their mailboxes and public body are found and their trail verifies', async (t) => {
  const app = await openTestApp({ seed: false });
  t.teardown(app.stop);
  const { connection } = app.database.knex.client.config;
  await populate(connection, { accounts: 200, secrets, now: new Date() });
  t.deepEqual(await unverified(app), [], 'every row carries its MAC');
  t.deepEqual(await readBody(app), { bodies: 1, stands: true, members: 4, given: 4 });
  const person = await firstThatSignsIn();
  t.is(parseRun(person.identifier), person.identifier);
  t.is(await tried(app, { identifier: person.identifier }), 'in');
  const found = await app.deps.accounts.findByIdentifier('natural', person.identifier);
  t.is(found?.simulado, true);
  t.true((await app.deps.accounts.sharingMailbox(person.personal.email)) > 0);
  const trail = await verifyAudit(app.database, secrets);
  t.true(trail.rows >= 400);
  await t.throwsAsync(refuseWrongDatabase(app.database, development), {
    instanceOf: SynthRefused,
    message: /synthetic people already/,
  });
});

/** Names of bound tables with a row that does not verify. */
async function unverified({ raw }: TestApp): Promise<readonly string[]> {
  const macs = rowMacs(secrets);
  const found: string[] = [];
  for (const table of Object.keys(boundTables) as BoundTableName[]) {
    const rows = await raw.run<object[]>((sql) => sql(table));
    if (!rows.every((row) => macs.fits(table, row))) found.push(table);
  }
  return found;
}

test('[S1] no synthetic people are written into production, nor beside real ones', async (t) => {
  const app = await openTestApp();
  t.teardown(app.stop);
  await t.throwsAsync(refuseWrongDatabase(app.database, { production: true } as Config), {
    instanceOf: SynthRefused,
    message: /production/,
  });
  await t.notThrowsAsync(refuseWrongDatabase(app.database, development));
  await app.database.run((sql) => sql('accounts').update({ simulado: false }));
  await t.throwsAsync(refuseWrongDatabase(app.database, development), {
    instanceOf: SynthRefused,
    message: /real people/,
  });
});

test('[S1] a number of a synthetic person gives the same person in every run', async (t) => {
  const hashes = { natural: 'n', juridica: 'j', migrante: 'm' };
  const now = new Date();
  for (const n of [0, 90, 97, 12_345]) t.deepEqual(personAt(n, hashes, now).account, personAt(n, hashes, now).account);
  t.not(personAt(1, hashes, now).account.id, personAt(2, hashes, now).account.id);
});

test('[S1] the command accepts a number of accounts and nothing else', (t) => {
  t.deepEqual(readArgs(['accounts', '1000000']), { accounts: 1_000_000 });
  for (const words of [
    [],
    ['accounts'],
    ['accounts', '0'],
    ['accounts', '9999999'],
    ['people', '5'],
    ['accounts', '5', 'x'],
  ])
    t.throws(() => readArgs(words), { instanceOf: UsageError });
});

/** The public body of a database of 200 accounts, as the product reads it. */
async function readBody({ deps }: TestApp) {
  const named = await deps.mandates.named(10);
  const [first] = named;
  if (!first) throw new Error('no public body');
  const { rut } = first.organisation;
  const members = (await deps.mandates.ofOrganisation(rut, 'miembro')).filter(({ id }) => id !== first.id);
  const given = members.filter(({ source }) => giverIn(source) === first.accountId);
  return {
    bodies: named.length,
    stands: await hasFirstPerson(deps, rut),
    members: members.length,
    given: given.length,
  };
}

async function firstThatSignsIn() {
  const hashes = await makeKeyHashes(secrets);
  for (let n = 0; ; n += 1) {
    const person = personAt(n, hashes, new Date());
    if (signsIn(person)) return { ...person.account, identifier: parseRun(person.account.identifier) };
  }
}
