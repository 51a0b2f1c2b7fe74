import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';

const src = fileURLToPath(new URL('../src/', import.meta.url));

/** Arrows point down only: what each room may import besides itself. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  locales: ['domain'],
  ports: ['domain'],
  account: ['domain', 'ports'],
  oidc: ['domain', 'ports', 'account'],
  web: ['domain', 'ports', 'account', 'locales', 'views.ts', 'templates'],
  adapters: ['domain', 'ports', 'locales'],
  cli: ['domain', 'ports', 'account', 'adapters', 'config.ts', 'development.ts', 'operator-command.ts'],
  'config.ts': ['environment.ts', 'production-rules.ts'],
  'production-rules.ts': ['domain', 'environment.ts'],
  'environment.ts': ['domain'],
  'views.ts': ['templates'],
  templates: [],
  'describe-fault.ts': [],
  'ticker.ts': [],
  'local-secrets.ts': [],
};

/** The domain knows no machine: no package, no node: module; nor do the words of a language. */
const bare = new Set(['domain', 'ports', 'locales']);

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const roomOf = (file: string): string => file.split(path.sep)[0] ?? '';

function importsOf(file: string): string[] {
  const code = readFileSync(path.join(src, file), 'utf8').replace(/^\s*(\/\/|\*|\/\*).*$/gm, '');
  return [...code.matchAll(/\bfrom '([^']+)'|\bimport\('([^']+)'\)|^import '([^']+)'/gm)].map(
    (match) => match[1] ?? match[2] ?? match[3] ?? '',
  );
}

const within = (file: string, target: string): string =>
  path.relative(src, path.resolve(src, path.dirname(file), target));

test('every import points downward', (t) => {
  for (const file of files) {
    const allowed = mayImport[roomOf(file)];
    if (!allowed) continue;
    for (const target of importsOf(file).filter((name) => name.startsWith('.'))) {
      const room = roomOf(within(file, target));
      t.true(room === roomOf(file) || allowed.includes(room), `${file} imports ${target}`);
    }
  }
  t.true(files.length > 50);
});

test('domain and ports import no package and nothing of the machine', (t) => {
  for (const file of files.filter((name) => bare.has(roomOf(name)))) {
    for (const target of importsOf(file)) t.true(target.startsWith('.'), `${file} imports ${target}`);
  }
});

test('no journey imports another journey, but for the pieces of a sign-in and the letters', (t) => {
  const shared = new Set([
    'captcha.ts',
    'interaction.ts',
    'consent.ts',
    'identidad.ts',
    'key-step.ts',
    'registration.ts',
    'register-juridica-form.ts',
    'register-natural-form.ts',
  ]);
  for (const file of files.filter((name) => name.startsWith(path.join('web', 'journeys')))) {
    for (const target of importsOf(file).filter((name) => name.startsWith('./')))
      t.true(shared.has(path.basename(target)), `${file} imports ${target}`);
  }
});

test('no file stands in a circle of imports', (t) => {
  const known = new Set(files);
  const arrows = new Map(
    files.map((file) => [
      file,
      importsOf(file)
        .filter((name) => name.startsWith('.'))
        .map((name) => within(file, name))
        .filter((name) => known.has(name)),
    ]),
  );
  const done = new Set<string>();
  const walk = (file: string, trail: readonly string[]): void => {
    t.false(trail.includes(file), [...trail, file].join(' -> '));
    if (done.has(file) || trail.includes(file)) return;
    for (const next of arrows.get(file) ?? []) walk(next, [...trail, file]);
    done.add(file);
  };
  for (const file of files) walk(file, []);
});

test('nobody but main and compose is started by being imported, and no drawer is called utils', (t) => {
  t.deepEqual(
    files.filter((name) => /(^|\/)(utils?|helpers?|misc|common)(\.ts|\/)/.test(name)),
    [],
  );
});
