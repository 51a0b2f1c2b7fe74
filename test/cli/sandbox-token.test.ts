import test from 'ava';
import { openTestApp } from '../helpers/app.ts';
import { operatorCommand } from '../helpers/operator-command.ts';
import { clientAsked, register } from '../helpers/sandbox.ts';
import { SECRETS_KEYS } from '../helpers/seeds.ts';

const run = operatorCommand('cli/sandbox-token.ts');

test('the command prints a token that registers a client, and nothing else on standard output', async (t) => {
  const app = await openTestApp({ env: { SANDBOX: 'yes', THROTTLES: 'off' }, seed: false });
  t.teardown(app.stop);
  const { connection } = app.database.knex.client.config;
  const env = { SANDBOX: 'yes', ISSUER: app.issuer };
  const { code, output, errors } = await run(connection, { ...env, SECRETS_KEY: SECRETS_KEYS[0] });
  t.is(code, 0, errors);
  t.regex(output, /^[\w-]{43}\n$/);
  t.true(errors.includes(`vale 30 días en ${app.issuer}/oidc/register`), errors);
  t.is((await register(app, output.trim(), clientAsked())).status, 201);
  const other = await run(connection, { ...env, SECRETS_KEY: 'a secret that no server of this database has' });
  t.is(other.output, '', 'no token that the server would refuse');
  t.regex(other.errors, /SECRETS_KEY/);
});

test('[protocol 65] 39 outside a sandbox the command refuses and prints no token', async (t) => {
  const app = await openTestApp({ seed: false });
  t.teardown(app.stop);
  const { code, output, errors } = await run(app.database.knex.client.config.connection, {});
  t.deepEqual([code, output], [1, '']);
  t.regex(errors, /SANDBOX/);
});
