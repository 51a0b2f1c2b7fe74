import test, { type ExecutionContext } from 'ava';
import { compromiseKey } from '../../../../src/adapters/postgres/keyring/acts.ts';
import { deriveSecrets } from '../../../../src/adapters/secrets.ts';
import { TamperedRow } from '../../../../src/ports/tampered-row.ts';
import { openTestApp, type TestApp } from '../../../helpers/app.ts';
import { write } from '../../../helpers/attacks.ts';
import { clientFileFor, openClient, signIn } from '../../../helpers/client-app.ts';
import { SECRETS_KEYS } from '../../../helpers/seeds.ts';

async function open(t: ExecutionContext): Promise<TestApp> {
  const app = await openTestApp({ newKeys: true, env: { THROTTLES: 'off' }, clients: [clientFileFor('capacita')] });
  t.teardown(app.stop);
  return app;
}

/** Kids that the server publishes. */
async function published({ issuer }: TestApp): Promise<readonly string[]> {
  const { keys } = (await (await fetch(`${issuer}/oidc/jwks`)).json()) as { keys: { kid: string }[] };
  return keys.map(({ kid }) => kid);
}

const attacks: Readonly<Record<string, string>> = {
  'moved to another hour': "update keyring set signs_at = signs_at - interval '100 days' where algorithm = 'ES256'",
  'emptied by a word': "update keyring set emptied_at = now() where algorithm = 'RS256'",
  'ended by a word': "update keyring set material = null, ended_at = now() where algorithm = 'RS256'",
  'given another purpose': "update keyring set purpose = 'cookies' where algorithm = 'ES256'",
  'copied under another id': `insert into keyring (id, purpose, algorithm, material, created_at, signs_at, mac)
    select 'inventada', purpose, algorithm, material, created_at, signs_at, mac from keyring where algorithm = 'ES256'`,
  'with the material of another': `update keyring set material =
    (select material from keyring other where other.algorithm = 'RS256') where algorithm = 'ES256'`,
};

for (const [what, statement] of Object.entries(attacks))
  test(`[A11, threat 90] a key that was ${what} is no key: the server goes on with those that it has`, async (t) => {
    const app = await open(t);
    const before = await published(app);
    await write(app, statement);
    const fault = await t.throwsAsync(app.rotateKeys(), { instanceOf: TamperedRow });
    t.regex(fault?.message ?? '', /of keyring was changed or moved/);
    await t.throwsAsync(app.rebuild(), { instanceOf: TamperedRow });
    await t.throwsAsync(app.beside(), { instanceOf: TamperedRow }, 'and no other one starts');
    t.deepEqual(await published(app), before);
    t.truthy((await signIn(await openClient(app, 'capacita'))).tokens.id_token);
  });

test('[A11, threat 90] a compromised key does not come back by its own earlier row', async (t) => {
  const app = await open(t);
  const { rows } = await write(app, "select * from keyring where algorithm = 'ES256'");
  const [leaked] = rows;
  const needs = { database: app.raw, secrets: deriveSecrets(SECRETS_KEYS), audit: app.deps.audit };
  await compromiseKey(needs, leaked.id, app.deps.now());
  await app.rotateKeys();
  t.false((await published(app)).includes(leaked.id));
  await write(
    app,
    `update keyring set material = $2, emptied_at = null, ended_at = null, compromised = false, mac = $3 where id = $1`,
    [leaked.id, leaked.material, leaked.mac],
  );
  const fault = await t.throwsAsync(app.rotateKeys(), { instanceOf: TamperedRow });
  t.regex(fault?.message ?? '', /is older than what the trail says of it/);
  t.false((await published(app)).includes(leaked.id));
});
