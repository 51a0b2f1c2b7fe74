import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import test, { type ExecutionContext } from 'ava';
import { compileFileClient } from 'pug';
import { needsOf } from '../../scripts/needs.ts';
import { allTestFiles, groupsOf } from '../../scripts/test-groups/groups.ts';
import * as kept from '../../scripts/test-groups/kept-templates.ts';
import { readReportLine, reportLine } from '../../scripts/test-groups/report-line.ts';
import { GROUP_TITLE, readTitle } from '../../scripts/test-groups/titles.ts';

const root = resolve(import.meta.dirname, '../..');
const RUNNER = JSON.stringify(join(root, 'scripts/test-groups/run-group.ts'));

const first = `
  import test from 'ava';
  const calls = [];
  test.before((t) => { t.context.place = 'first'; });
  test.serial('a serial test comes first', (t) => { calls.push('serial'); t.is(t.context.place, 'first'); });
  test('same title', (t) => { t.deepEqual(calls, ['serial']); });
  test.after.always('its hooks end with it', () => { globalThis.closed = true; });
`;
const second = `
  import test from 'ava';
  test('same title', (t) => { t.true(globalThis.closed); t.is(t.context.place, undefined); });
  test('it fails', (t) => { t.is(1, 2); });
  test.skip('it is left out', (t) => { t.pass(); });
`;

/**
 * Runs AVA on the files as one group, and returns the result lines of its report, without their numbers, and its exit
 * code.
 */
async function runAsGroup(t: ExecutionContext, files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'group-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'test'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const write = (name: string, content: string) => writeFileSync(join(folder, name), content);
  write('package.json', JSON.stringify({ type: 'module', ava: { files: ['entry.ts'], extensions: ['ts'] } }));
  for (const [name, content] of Object.entries(files)) write(name, content);
  const names = JSON.stringify(Object.keys(files));
  write('entry.ts', `import { runGroup } from ${RUNNER};\nrunGroup(import.meta.dirname, ${names});\n`);
  const ava = join(root, 'node_modules/ava/entrypoints/cli.js');
  const child = spawn(process.execPath, [ava, '--tap'], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((done) => child.once('close', done));
  const report = await text(child.stdout);
  const lines = [...report.matchAll(/^((?:not )?ok) \d+ - (.*)$/gm)].map(([, result, title]) => `${result} ${title}`);
  return {
    lines: lines.sort(),
    report,
    code: await ended,
  };
}

test('files of a group have hooks, context and titles of their own, and every result has its file', async (t) => {
  const { lines, code } = await runAsGroup(t, { 'test/a.test.ts': first, 'test/b.test.ts': second });
  t.deepEqual(lines, [
    'not ok test/b.test.ts › it fails',
    `ok ${GROUP_TITLE}`,
    'ok test/a.test.ts › a serial test comes first',
    'ok test/a.test.ts › same title',
    'ok test/b.test.ts › it is left out # SKIP',
    'ok test/b.test.ts › same title',
  ]);
  t.is(code, 1);
});

test('a file that cannot be loaded, or has no test, fails the run, and the others still run', async (t) => {
  const { lines, report, code } = await runAsGroup(t, {
    'test/broken.test.ts': `import './missing.ts';`,
    'test/empty.test.ts': 'export {};',
    'test/a.test.ts': first,
  });
  t.deepEqual(lines, [
    `not ok ${GROUP_TITLE}`,
    'ok test/a.test.ts › a serial test comes first',
    'ok test/a.test.ts › same title',
  ]);
  t.regex(report, /missing\.ts/);
  t.is(code, 1);
});

test('every test file is in one group; those with a browser come first', (t) => {
  const files = allTestFiles();
  const groups = groupsOf(files);
  t.deepEqual(groups.flat().sort(), [...files].sort());
  t.true(groups.length < files.length / 4);
  const hasBrowser = groups.map((group) => group.some((file) => file.startsWith('test/browser/')));
  t.true(hasBrowser.lastIndexOf(true) < hasBrowser.filter(Boolean).length + 1, 'no other group comes before them');
  t.true(groups.every((group, place) => !hasBrowser[place] || group.length <= 4));
});

test('the journeys are no part of `npm test`; each is a group, and `.ci/run` runs them all', (t) => {
  const journeys = readdirSync(join(root, 'test/journeys')).filter((name) => name.endsWith('.test.ts'));
  const files = journeys.map((name) => `test/journeys/${name}`);
  t.true(files.length > 9);
  t.false(allTestFiles().some((file) => files.includes(file)));
  t.deepEqual(
    groupsOf(files),
    files.map((file) => [file]),
  );
  t.is(
    JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts.journeys,
    'node scripts/test.ts test/journeys/*.test.ts',
  );
  t.regex(readFileSync(join(root, '.ci/run'), 'utf8'), /^suite npm run journeys$/m);
});

test('the groups without a database come last, and the groups before them become smaller', (t) => {
  const groups = groupsOf(allTestFiles().filter((file) => !needsOf([file]).chromium));
  const needs = groups.map((group) => group.map((file) => needsOf([file]).database));
  t.true(needs.every((group) => new Set(group).size === 1));
  const hasDatabase = needs.map(([first]) => first);
  t.is(hasDatabase.lastIndexOf(true), hasDatabase.filter(Boolean).length - 1, 'no group without one comes before');
  const long = groups.filter((_, place) => hasDatabase[place]).flat();
  const sizes = groupsOf(long, () => 10_000).map((group) => group.length);
  t.deepEqual(
    sizes,
    sizes.toSorted((a, b) => b - a),
  );
  t.true((sizes[0] ?? 0) > 2 * (sizes.at(-2) ?? 0));
});

test('a group ends where its files together are large enough', (t) => {
  const groups = groupsOf(['test/architecture.test.ts', 'test/ux.test.ts', 'test/threats.test.ts'], () => 50_000);
  t.deepEqual(groups, [['test/architecture.test.ts', 'test/ux.test.ts'], ['test/threats.test.ts']]);
});

test('the report has the file of a test, and the test without the entry that ran it', (t) => {
  t.deepEqual(readTitle('004 › test/a/b.test.ts › one › two'), { file: 'test/a/b.test.ts', title: 'one › two' });
  t.deepEqual(readTitle(`004 › ${GROUP_TITLE}`), { file: undefined, title: GROUP_TITLE });
  t.deepEqual(readTitle('a test of a file alone'), { file: undefined, title: 'a test of a file alone' });
});

test('the line of a file in the report is read back, whether it passed or not', (t) => {
  const file = 'test/a/b-c.test.ts';
  const good = readReportLine(reportLine(file, { passed: 2, failed: 0 }));
  const bad = readReportLine(reportLine(file, { passed: 1, failed: 1 }));
  t.deepEqual(good, { file, passed: true, counts: '2' });
  t.deepEqual(bad, { file, passed: false, counts: '1 passed, 1 failed' });
  t.is(readReportLine('4 passed, 1 failed'), undefined);
});

test('a view that was kept is what pug compiles', (t) => {
  const basedir = join(root, 'views');
  const options = { basedir, compileDebug: false, inlineRuntimeFunctions: false };
  for (const view of ['home/home.pug', 'error.pug']) {
    const compiled = compileFileClient(join(basedir, view), options);
    for (const _ of ['first', 'again']) t.is(kept.compileFileClient(join(basedir, view), options), compiled);
  }
});
