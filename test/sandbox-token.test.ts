import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import type { Connection } from './helpers/database.ts';
import { openTestHouse } from './helpers/house.ts';
import { platformAsked, register } from './helpers/sandbox.ts';

const command = fileURLToPath(new URL('../src/sandbox-token.ts', import.meta.url));

/** Runs the command as an operator would. */
async function run({ host, port, user, database }: Connection, env: Record<string, string>) {
  const url = `postgres://${user}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
  const child = spawn(process.execPath, [command], {
    env: { PATH: process.env.PATH, DATABASE_URL: url, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, errors]: [string[], string[]] = [[], []];
  child.stdout.setEncoding('utf8').on('data', (text) => output.push(text));
  child.stderr.setEncoding('utf8').on('data', (text) => errors.push(text));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output: output.join(''), errors: errors.join('') };
}

test('the command prints a token that registers a platform, and nothing else on standard output', async (t) => {
  const house = await openTestHouse({ env: { SANDBOX: 'yes', THROTTLES: 'off' }, seed: false });
  t.teardown(house.stop);
  const { connection } = house.database.knex.client.config;
  const { code, output, errors } = await run(connection, { SANDBOX: 'yes', ISSUER: house.issuer });
  t.is(code, 0, errors);
  t.regex(output, /^[\w-]{43}\n$/);
  t.true(errors.includes(`30 days at ${house.issuer}/oidc/register`), errors);
  t.is((await register(house, output.trim(), platformAsked())).status, 201);
});

test('39 outside a sandbox the command refuses and prints no token', async (t) => {
  const house = await openTestHouse({ seed: false });
  t.teardown(house.stop);
  const { code, output, errors } = await run(house.database.knex.client.config.connection, {});
  t.deepEqual([code, output], [1, '']);
  t.regex(errors, /SANDBOX/);
});
