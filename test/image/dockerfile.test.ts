import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { read } from '../helpers/named-proofs.ts';
import { documentedCommands, fileOf, hooksOf, operatorCommands } from './commands.ts';
import { npmFlags, stages, startedBy, takenAway, targetNamed } from './dockerfile.ts';

const there = (name: string): boolean => existsSync(fileURLToPath(new URL(`../../${name}`, import.meta.url)));

test('[R1] the default target of the image is production; the simulator is in the sandbox alone', (t) => {
  t.is(stages.at(-1)?.name, 'production');
  const [production, sandbox] = [targetNamed('production'), targetNamed('sandbox')];
  t.deepEqual([production.env.NODE_ENV, production.env.SANDBOX], ['production', undefined]);
  t.like(sandbox.env, { NODE_ENV: 'production', SANDBOX: 'yes' });
  t.deepEqual(
    sandbox.copies.filter((name) => !production.copies.includes(name)),
    ['src/dev', 'views/dev', 'simulator'],
  );
  for (const name of ['test', 'scripts', 'examples', 'simulator']) t.false(production.copies.includes(name), name);
  t.is(production.user, 'node');
  t.deepEqual(npmFlags(), ['--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund']);
});

test('the production image contains no code and no page of development', (t) => {
  const { copies, leftOut } = targetNamed('production');
  t.deepEqual(leftOut, ['src/dev', 'views/dev']);
  for (const name of leftOut) t.true(there(name) && !copies.includes(name), name);
});

test('[S3] the image keeps the faster argon2, and neither the Node nor the PostgreSQL of development', (t) => {
  const { optionalDependencies } = JSON.parse(read('package.json')) as { optionalDependencies: object };
  const removed = takenAway().map((name) => new RegExp(`^${name.replaceAll('*', '.*')}(/.*)?$`));
  const kept = Object.keys(optionalDependencies).filter(
    (name) => !removed.some((one) => one.test(`node_modules/${name}`)),
  );
  t.deepEqual(kept, ['@node-rs/argon2']);
});

test('[R1] everything that the Dockerfile copies exists, and .dockerignore admits it', (t) => {
  const let_in = read('.dockerignore').split('\n');
  t.is(let_in[0], '*');
  for (const name of [...targetNamed('sandbox').copies, 'package-lock.json']) {
    t.true(there(name), name);
    t.true(let_in.includes(`!${name.split('/')[0]}`), name);
  }
});

test('[R1] every operator command of the docs starts a file of the image, and no hook that the image lacks', (t) => {
  const { copies, command, healthCheck } = targetNamed('production');
  const inImage = (file: string) => there(file) && copies.some((name) => file.startsWith(`${name}/`));
  t.true(inImage(startedBy(command)) && inImage(startedBy(healthCheck)));
  t.true(['keys', 'audit', 'import-legacy', 'sandbox-token'].every((name) => operatorCommands.includes(name)));
  for (const name of operatorCommands) {
    t.true(inImage(fileOf(name)), `${name}: ${fileOf(name)}`);
    t.deepEqual(hooksOf(name), []);
  }
  const documented = new Set(documentedCommands().map(({ name }) => name));
  for (const name of operatorCommands) t.true(documented.has(name), `docs/ has no line with npm run ${name}`);
});

test('[threat 791] the compiled code of the image is made as the user who reads it, and that user cannot change it', (t) => {
  // Node keeps it below a folder of the uid, in files of its owner alone.
  const { lines } = stages.find(({ name }) => name === 'server') ?? { lines: [] };
  const [made = -1, given = -1, taken = -1] = [
    /^RUN node src\/main\.ts /,
    /^RUN install -d -o node /,
    /^RUN chown -R root/,
  ].map((step) => lines.findIndex((line) => step.test(line)));
  const userAt = (place: number) => lines.slice(0, place).findLast((line) => line.startsWith('USER ')) ?? 'USER root';
  t.deepEqual([userAt(given), userAt(made), userAt(taken)], ['USER root', 'USER node', 'USER root']);
  t.true(given >= 0 && given < made && made < taken);
  t.regex(lines[taken] ?? '', /&& chmod -R a\+rX/);
});
