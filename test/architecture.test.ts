import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';

const src = fileURLToPath(new URL('../src/', import.meta.url));

/**
 * Arrows point down only: what each room may import besides itself. A room is a folder with all below it, or one file;
 * of several that contain a file the most specific one counts. `*` matches any one folder.
 */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  locales: ['domain', 'ports'],
  'locales/es-CL': ['domain', 'ports', 'locales/shape'],
  'locales/shape': ['domain', 'ports'],
  ports: ['domain'],
  account: ['domain', 'ports'],
  'features/*/use-cases': ['domain', 'ports', 'account', 'features/*/use-cases'],
  'features/*': ['domain', 'ports', 'account', 'locales/locale.ts', 'locales/shape', 'http', 'features'],
  http: ['domain', 'ports', 'account', 'locales/locale.ts', 'locales/shape'],
  'http/templates': [],
  'http/views.ts': ['http/templates'],
  oidc: ['domain', 'ports', 'account'],
  adapters: ['domain', 'ports', 'locales'],
  config: ['domain', 'locales'],
  rendering: ['domain'],
  dev: ['domain', 'ports', 'locales', 'config', 'adapters'],
  'dev/gallery': [
    ...['domain', 'ports', 'account', 'locales/locale.ts', 'locales/shape', 'http', 'features'],
    ...['dev/people', 'dev/sandbox'],
  ],
  'dev/mailbox.ts': ['http'],
  'dev/people': ['domain', 'ports'],
  'dev/sandbox': ['domain', 'ports', 'account', 'locales/locale.ts', 'locales/shape', 'http', 'dev/people'],
  'dev/postgres': ['adapters/postgres/database'],
  'dev/local-secrets.ts': [],
  'dev/var.ts': [],
  app: ['domain', 'ports', 'account', 'locales', 'http', 'features', 'oidc', 'adapters', 'config'],
  'app/http-app.ts': [
    'domain',
    'ports',
    'account',
    'locales/locale.ts',
    'locales/shape',
    'http',
    'features',
    'app/clave-unica.ts',
    'app/desk-pages.ts',
  ],
  'app/desk-pages.ts': ['http', 'features'],
  'app/load-development.ts': ['config', 'locales', 'dev'],
  'app/clave-unica.ts': ['domain', 'ports', 'http', 'app/provider-pages.ts'],
  'app/provider-pages.ts': ['domain', 'ports', 'locales/locale.ts', 'locales/shape', 'http', 'features'],
  'app/service-state.ts': ['domain', 'ports', 'adapters'],
  'app/describe-fault.ts': [],
  'app/ticker.ts': [],
  cli: [
    ...['domain', 'ports', 'account', 'locales', 'adapters', 'config/config.ts', 'features/*/use-cases'],
    ...['app/load-development.ts', 'app/own-schema.ts', 'app/own-settings.ts'],
    'oidc/provider/initial-access-token.ts',
  ],
  'main.ts': ['ports', 'locales', 'adapters', 'config', 'app', 'oidc'],
};

/** Which feature imports another one: the complete list. */
const betweenFeatures = [
  'cases -> privacy',
  'cases/use-cases -> privacy/use-cases',
  'desk -> my-account',
  'facilitador/use-cases -> cases/use-cases',
  'identity -> recovery',
  'invitation -> second-factor',
  'lost-factor -> sign-in',
  'lost-factor/use-cases -> sign-in/use-cases',
  'my-account -> backup-sheet',
  'my-account -> cases',
  'my-account -> facilitador',
  'my-account -> log-out',
  'my-account -> pending-changes',
  'my-account -> privacy',
  'my-account -> second-factor',
  'my-account/use-cases -> cases/use-cases',
  'oversight -> desk',
  'pending-changes/use-cases -> identity/use-cases',
  'pending-changes/use-cases -> registration/use-cases',
  'sign-in -> pending-changes',
];

/** The domain knows no machine: no package, no node: module; nor any text of a language. */
const bare = new Set(['domain', 'ports', 'locales']);

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const known = new Set(files);
const topOf = (file: string): string => file.split(path.sep)[0] ?? '';

function importsOf(file: string): string[] {
  const code = readFileSync(path.join(src, file), 'utf8').replace(/^\s*(\/\/|\*|\/\*).*$/gm, '');
  return [...code.matchAll(/\bfrom '([^']+)'|\bimport\('([^']+)'\)|^import '([^']+)'/gm)].map(
    (match) => match[1] ?? match[2] ?? match[3] ?? '',
  );
}

const within = (file: string, target: string): string =>
  path.relative(src, path.resolve(src, path.dirname(file), target));

/** Files of the product that each file imports. */
const arrows = new Map(
  files.map((file) => [
    file,
    importsOf(file)
      .filter((name) => name.startsWith('.'))
      .map((name) => within(file, name)),
  ]),
);

/** The part of a path that a room's name matches; undefined where the room does not contain the file. */
function heldBy(room: string, file: string): string | undefined {
  const [names, parts] = [room.split('/'), file.split(path.sep)];
  return names.every((name, place) => parts[place] !== undefined && (name === '*' || name === parts[place]))
    ? parts.slice(0, names.length).join(path.sep)
    : undefined;
}

/** The room of a file, and the folder or file that it matches there. */
function roomOf(file: string): { readonly room: string; readonly place: string } | undefined {
  const rooms = Object.keys(mayImport)
    .flatMap((room) => {
      const place = heldBy(room, file);
      return place === undefined ? [] : [{ room, place }];
    })
    .sort((one, other) => other.room.split('/').length - one.room.split('/').length);
  return rooms[0];
}

test('every file has a room, and every import points downward', (t) => {
  for (const file of files) {
    const own = roomOf(file);
    if (!own) {
      t.fail(`${file} stands in no room`);
      continue;
    }
    for (const target of arrows.get(file) ?? []) {
      const allowed = heldBy(own.place, target) ?? mayImport[own.room]?.some((room) => heldBy(room, target));
      t.true(Boolean(allowed), `${file} imports ${target}`);
    }
  }
  t.true(files.length > 50);
});

test('domain and ports import no package and nothing of the machine', (t) => {
  for (const file of files.filter((name) => bare.has(topOf(name)))) {
    for (const target of importsOf(file)) t.true(target.startsWith('.'), `${file} imports ${target}`);
  }
});

test('a feature imports another one only where the list has it, and the list is short', (t) => {
  const folderIn = (file: string): string => path.dirname(file).split(path.sep).slice(1).join('/');
  const featureOf = (file: string): string | undefined => /^features\/([^/]+)/.exec(file)?.[1];
  const found = new Set<string>();
  for (const file of files.filter((name) => featureOf(name)))
    for (const target of arrows.get(file) ?? [])
      if (featureOf(target) && featureOf(target) !== featureOf(file))
        found.add(`${folderIn(file)} -> ${folderIn(target)}`);
  t.deepEqual([...found].toSorted(), betweenFeatures);
});

test('no page with addresses of its own imports another one, except the frame of the registrations', (t) => {
  const opens = /\bnew Router\(|\bflowRoutes\(|\bformWithCaptcha\(/;
  const pages = new Set(
    files.filter((name) => name.startsWith('features') && opens.test(readFileSync(path.join(src, name), 'utf8'))),
  );
  t.true(pages.size > 20);
  for (const file of pages)
    for (const target of arrows.get(file) ?? [])
      t.true(!pages.has(target) || target === 'features/registration/registration.ts', `${file} imports ${target}`);
});

/** Walks along the arrows and fails where they lead back. */
function hasNoCircle(
  t: { false(value: boolean, message: string): void },
  from: ReadonlyMap<string, Iterable<string>>,
): void {
  const done = new Set<string>();
  const walk = (one: string, trail: readonly string[]): void => {
    t.false(trail.includes(one), [...trail, one].join(' -> '));
    if (done.has(one) || trail.includes(one)) return;
    for (const next of from.get(one) ?? []) walk(next, [...trail, one]);
    done.add(one);
  };
  for (const one of from.keys()) walk(one, []);
}

test('no file is in a circle of imports', (t) => {
  hasNoCircle(t, new Map([...arrows].map(([file, targets]) => [file, targets.filter((name) => known.has(name))])));
});

test('no two folders import each other, and no folder is in a circle', (t) => {
  const between = new Map<string, Set<string>>();
  for (const [file, targets] of arrows)
    for (const target of targets.filter((name) => known.has(name))) {
      const [from, to] = [path.dirname(file), path.dirname(target)];
      if (from !== to) between.set(from, (between.get(from) ?? new Set()).add(to));
    }
  t.true(between.size > 50);
  for (const [from, targets] of between)
    for (const to of targets) t.false(between.get(to)?.has(from) ?? false, `${from} and ${to} import each other`);
  hasNoCircle(t, between);
});

test('code of development is loaded in one place, by import() and after a check of the mode', (t) => {
  const callers = files.filter(
    (file) => topOf(file) !== 'dev' && arrows.get(file)?.some((name) => topOf(name) === 'dev'),
  );
  t.deepEqual(callers, ['app/load-development.ts']);
  const code = readFileSync(path.join(src, 'app/load-development.ts'), 'utf8');
  t.notRegex(code, /\bfrom '\.\.\/dev\//);
  const loads = [...code.matchAll(/import\('\.\.\/dev\//g)];
  const checked = [...code.matchAll(/ {2}refuseProduction\(mode\);\n {2}return import\('\.\.\/dev\//g)];
  t.true(loads.length > 0);
  t.is(checked.length, loads.length);
});

test('each folder at the top and each feature documents what it owns and who calls it, and names only what exists', (t) => {
  const foldersIn = (folder: string) =>
    readdirSync(path.join(src, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => path.join(folder, name));
  for (const folder of [...foldersIn('.'), ...foldersIn('features')]) {
    if (!existsSync(path.join(src, folder, 'README.md'))) {
      t.fail(`${folder} has no README.md`);
      continue;
    }
    const text = readFileSync(path.join(src, folder, 'README.md'), 'utf8');
    for (const word of ['Owns', 'Does not own', 'Called by'])
      t.regex(text, new RegExp(`^\\*\\*${word}:?\\*\\*`, 'm'), folder);
    for (const [, name = ''] of text.matchAll(/`([\w./-]+(?:\.ts|\/))`/g))
      t.true(
        [path.join(src, folder), src, path.join(src, '..')].some((base) => existsSync(path.join(base, name))),
        `${folder}: ${name}`,
      );
  }
});

test('[threat 364] what reads pictures and PDF is loaded by the program that draws files, which no file imports', (t) => {
  const readers = ['sharp', '@hyzyla/pdfium'];
  for (const file of files) {
    const reads = importsOf(file).some((name) => readers.some((one) => name === one || name.startsWith(`${one}/`)));
    t.true(!reads || topOf(file) === 'rendering', file);
    const imports = arrows.get(file)?.some((name) => topOf(name) === 'rendering');
    t.true(!imports || topOf(file) === 'rendering', file);
  }
  t.true(importsOf('rendering/to-png.ts').includes('sharp'));
});

test('no drawer is called utils', (t) => {
  t.deepEqual(
    files.filter((name) => /(^|\/)(utils?|helpers?|misc|common)(\.ts|\/)/.test(name)),
    [],
  );
});

test('no properties are packed into a spread: an object has one property a line', (t) => {
  const packs = (name: string) => readFileSync(path.join(src, name), 'utf8').includes('...{');
  t.deepEqual(files.filter(packs), []);
});
