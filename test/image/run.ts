/** `npm run image`: the files that the Dockerfile copies, in production form, as a plain user on read-only files. */
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { cpus } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freshDatabase } from '../helpers/database.ts';
import { productionDatabase } from '../helpers/production-database.ts';
import type { Checks } from '../helpers/proof/checks.ts';
import { type Ground, runChecks } from '../helpers/proof/ground.ts';
import { clientAsked } from '../helpers/sandbox.ts';
import { ask, freePort } from '../helpers/server-process.ts';
import { HEADER, lineOf } from '../legacy/files.ts';
import { documentedCommands, operatorCommands } from './commands.ts';
import { type Container, container, type Said } from './container.ts';
import { targetNamed } from './dockerfile.ts';
import { layOut, sizeOf, type Tree } from './tree.ts';

/** Production form on this machine: an https address behind a proxy, and no service behind the other addresses. */
const settings = {
  ISSUER: 'https://clave.example',
  HOST: '127.0.0.1',
  CLAVE_POLICY: 'segura',
  SECRETS_KEY: 'Jm0qPz7vXw3nRk9sTb5yLc1hGd8fUe6a',
  TRUST_PROXY_HOPS: '1',
  SMTP_URL: 'smtp://127.0.0.1:9?from=no-responder@clave.example',
  SMS_GATEWAY_URL: 'http://127.0.0.1:9/sms',
};
const registries = Object.fromEntries(
  ['CIVIL', 'TAX', 'NIE', 'OTEC'].map((name) => [`${name}_REGISTRY_URL`, 'http://127.0.0.1:9/registro']),
);

const HASHES = `import argon2 from 'argon2'; import fast from '@node-rs/argon2'; import bcrypt from 'bcrypt';
  console.log(await argon2.verify(await fast.hash('a'), 'a'), await fast.verify(await argon2.hash('a'), 'a'),
    await bcrypt.compare('a', await bcrypt.hash('a', 4)))`;

await runChecks([], async (checks, ground) => {
  const sandbox = layOut(targetNamed('sandbox'), ground.short);
  const production = layOut(targetNamed('production'), ground.short);
  try {
    await inProduction(checks, ground, production);
    await inSandbox(checks, sandbox, production);
  } finally {
    for (const tree of [production, sandbox]) tree.remove();
  }
});

/** Whether a condition becomes true within half a minute. */
async function until(is: () => boolean): Promise<boolean> {
  for (const end = Date.now() + 30_000; Date.now() < end && !is(); await sleep(200));
  return is();
}

/** A command ran where it prints a message of its own: no missing file, and no stack. */
function inOwnWords({ code, output, errors }: Said): boolean {
  return code !== null && code <= 2 && !/MODULE_NOT_FOUND|Cannot find|^ +at /m.test(output + errors);
}

function npm(name: string, ...words: readonly string[]): readonly string[] {
  return ['npm', 'run', '-s', name, '--', ...words];
}

async function inProduction(checks: Checks, { connection }: Ground, tree: Tree): Promise<void> {
  const { command, healthCheck, env } = targetNamed('production');
  const roles = productionDatabase(connection, tree.outside);
  const form = { ...settings, ...registries, ...env, ...roles, PORT: String(await freePort()) };
  const image = container(tree, connection, form);
  checks.chapter(`production: ${readdirSync(tree.app).join(', ')}`);
  const { files, lines, bytes } = sizeOf(tree.app);
  checks.measure('files of ours', files);
  checks.measure('lines of them', lines);
  checks.measure('bytes of them', bytes);
  checks.check(
    'it has nothing of development',
    targetNamed('production').leftOut.every((name) => !existsSync(path.join(tree.app, name))),
  );
  const locked = image.run(['node', '-e', "require('fs').writeFileSync('src/x', '')"]);
  checks.check('its user can write nothing of it', /EACCES|EROFS/.test(locked.errors), locked.errors.split('\n')[4]);
  checks.check('without a server the health check fails', image.run(healthCheck).code === 1);
  const begun = performance.now();
  const server = await image.start(command);
  checks.measure('from the start to ready, ms', Math.round(performance.now() - begun));
  const live = image.run(healthCheck);
  checks.check('the health check of the image succeeds', live.code === 0, live.errors);
  const forwarded = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '198.51.100.7' };
  const home = await ask(server, '/', { headers: forwarded });
  const style = /href="(\/e\/[^"]+\.css)"/.exec(home.body)?.[1] ?? '';
  checks.check(
    'the first page is returned, with HSTS',
    home.status === 200 && 'strict-transport-security' in home.headers,
  );
  checks.check('its style is returned', (await ask(server, style)).status === 200, style);
  checks.check('no development: /buzon does not exist', (await ask(server, '/buzon')).status === 404);
  const hashes = image.run(['node', '--input-type=module', '-e', HASHES]);
  checks.check(
    'both argon2 and bcrypt work with the binaries of their packages',
    hashes.output === 'true true true\n',
    hashes.errors,
  );
  const { engine, threads } = saidOfHashes(server.said.text);
  checks.check('the faster engine hashes', engine === '@node-rs/argon2', engine);
  checks.check('the pool has four threads more than cores', threads === cpus().length + 4, String(threads));
  operate(checks, image, tree);
  documented(checks, image, tree);
  const head = path.join(tree.outside, 'trail-head');
  const kept = await until(() => existsSync(head));
  checks.check('the last head of the trail is kept outside the database', kept, head);
  const code = await server.stop();
  checks.check('SIGTERM ends it in order', code === 0, `exit ${code}`);
  refuses(checks, container(tree, connection, { ...form, DATABASE_URL: roles.MIGRATIONS_DATABASE_URL }), command);
  writeFileSync(head, `9:${'a'.repeat(64)}\n`);
  const lost = image.run(command);
  const said = lost.code === 1 && /TRAIL_HEAD_FILE: .*no tiene el sello 9:a+, que está en /.test(lost.errors);
  checks.check('on a trail without the head of its file it does not start', said, lost.errors.split('\n')[0]);
}

/** The message of the log about the engine at start. */
function saidOfHashes(log: string): { readonly engine?: string; readonly threads?: number } {
  const line = log.split('\n').find((one) => one.includes('"hashes of keys"'));
  return JSON.parse(line ?? '{}');
}

/** As the owner of the schema it does not start either. */
function refuses(checks: Checks, asOwner: Container, command: readonly string[]): void {
  const { code, errors } = asOwner.run(command);
  const said = code === 1 && /podría cambiar el esquema o la bitácora/.test(errors);
  checks.check('with the owner of the schema as its role it does not start', said, errors.split('\n')[1]);
}

/**
 * The runbooks of docs/keys.md, docs/audit.md, docs/database-roles.md and docs/import.md, step by step; each step
 * succeeds.
 */
function operate(checks: Checks, image: Container, { outside }: Tree): void {
  checks.chapter('operator commands, by npm');
  const step = (name: string, ...words: readonly string[]): string => {
    const said = image.run(npm(name, ...words));
    checks.check(`${name} ${words.join(' ')}`, said.code === 0, said.errors || said.output.split('\n')[0]);
    return said.output;
  };
  const keyThat = (state: string): string =>
    step('keys', 'list')
      .split('\n')
      .find((line) => line.includes('ES256') && line.includes(` ${state} `))
      ?.split(' ')[0] ?? '';
  step('keys', 'rotate');
  step('keys', 'retire', keyThat('published'));
  step('keys', 'compromise', keyThat('signs'));
  step('audit', 'verify');
  step('database-roles', 'apply');
  step('audit', 'export', '--from', '2026-01-01');
  const file = path.join(outside, 'old.csv');
  writeFileSync(file, `${[HEADER, lineOf(1), lineOf(2)].join('\r\n')}\r\n`);
  step('import-legacy', file, '--report', path.join(outside, 'refused.csv'));
}

/** Every command line of the docs, unchanged: an invented id is refused with the command's own message. */
function documented(checks: Checks, image: Container, { outside }: Tree): void {
  checks.chapter('command lines of the docs, unchanged');
  const lines = documentedCommands();
  for (const { file, name, words } of lines) {
    const own = words.map((word) => (word.endsWith('.csv') ? path.join(outside, word) : word));
    const said = image.run(npm(name, ...own));
    const line = (said.errors || said.output).split('\n')[0];
    checks.check(`${file}: ${name} ${words.join(' ')}`, inOwnWords(said), `exit ${said.code}: ${line}`);
  }
  const missing = operatorCommands.filter((name) => !lines.some((line) => line.name === name));
  checks.check('no command is without a line', missing.length === 0, missing.join(', '));
}

async function inSandbox(checks: Checks, tree: Tree, production: Tree): Promise<void> {
  const { connection, drop } = await freshDatabase();
  const { command, env } = targetNamed('sandbox');
  const [port, simulator] = [await freePort(), await freePort()];
  const form = { ...settings, ...env, ...productionDatabase(connection, tree.outside), PORT: String(port) };
  checks.chapter(`sandbox: ${readdirSync(tree.app).join(', ')}`);
  const image = container(tree, connection, { ...form, ...clientSecrets(tree), SIMULATOR_PORT: String(simulator) });
  try {
    const server = await image.start(command);
    const home = await ask(server, '/', { headers: { 'x-forwarded-proto': 'https' } });
    checks.check('every page shows that it is a sandbox', home.body.includes('Ambiente de pruebas'));
    checks.check('the simulator of the registries runs beside it', (await fetch(`http://localhost:${simulator}`)).ok);
    const { output, errors } = image.run(npm('sandbox-token'));
    checks.check('sandbox-token prints a token', /^[\w-]{43}\n$/.test(output), errors.trim());
    checks.check('with which a client registers itself', (await register(port, output.trim())) === 201);
    checks.check('SIGTERM ends it in order', (await server.stop()) === 0);
    const refused = container(production, connection, form).run(command);
    const words = /SANDBOX: el simulador de los registros no está en esta imagen/;
    checks.check(
      'without the simulator a sandbox is refused with the reason',
      refused.code === 1 && words.test(refused.errors),
    );
  } finally {
    await drop();
  }
}

/** Simulated clients name secrets, which a sandbox reads from its environment (docs/clients.md). */
function clientSecrets({ app }: Tree): Readonly<Record<string, string>> {
  const folder = path.join(app, 'clients');
  const files = readdirSync(folder).map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')));
  const names: readonly string[] = files.flatMap(({ client_secret_env }) => client_secret_env ?? []);
  return Object.fromEntries(names.map((name) => [name, randomBytes(32).toString('base64url')]));
}

/** The status of the answer to a registration; fetch does not let the caller set Host. */
function register(port: number, token: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const headers = {
    host: new URL(settings.ISSUER).host,
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
  };
  const call = request({ host: '127.0.0.1', port, path: '/oidc/register', method: 'POST', headers, timeout: 15_000 });
  call.on('response', (answer) => resolve(answer.resume().statusCode ?? 0));
  call.on('error', reject).on('timeout', () => call.destroy(new Error('no answer within 15 seconds')));
  call.end(JSON.stringify(clientAsked()));
  return promise;
}
