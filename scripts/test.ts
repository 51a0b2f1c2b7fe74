/**
 * `npm test`: a PostgreSQL of its own (or the one of DATABASE_URL), a browser, then every test. `npm test -- FILE ...`
 * runs those files and starts only what they need. Several files share worker threads (`test-groups/`). Shows each failure
 * and a line for each file; the last line is "N passed, N failed".
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Connection, dropLeftDatabases, makeTemplate, openServerOfRun } from '../test/helpers/database.ts';
import { withinMs } from '../test/helpers/within-ms.ts';
import { isFile, needsOf } from './needs.ts';
import { RECORD } from './plans/record-file.ts';
import { allTestFiles, groupsOf, removeEntries, writeEntries } from './test-groups/groups.ts';
import { reportLine, type Tally } from './test-groups/report-line.ts';
import { GROUP_TITLE, readTitle } from './test-groups/titles.ts';

interface Server {
  readonly connection: Connection;
  stop(): Promise<void>;
}

async function openServer(): Promise<Server> {
  const url = process.env.DATABASE_URL;
  if (!url) return openServerOfRun();
  return { connection: readUrl(new URL(url)), stop: async () => undefined };
}

function readUrl(url: URL): Connection {
  return {
    host: url.searchParams.get('host') ?? (url.hostname || 'localhost'),
    port: Number(url.port || url.searchParams.get('port') || 5432),
    user: decodeURIComponent(url.username),
    database: decodeURIComponent(url.pathname.slice(1)),
    ...(url.password && { password: decodeURIComponent(url.password) }),
  };
}

function findChromium(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  // The one without windows comes first: it needs about a third less of the processor.
  const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
}

/** The browser's path. Installs it where that is possible, since a bare machine should pass too. */
function ensureChromium(): string {
  const found = findChromium() ?? (installChromium() ? findChromium() : undefined);
  if (found) return found;
  throw new Error(
    'The tests need Chromium: install it (Debian: apt-get install chromium-headless-shell) and run them again.',
  );
}

function installChromium(): boolean {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).error) return false;
  console.error('Installing Chromium for the tests ...');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...words: string[]) => spawnSync('apt-get', ['-q', ...words], { stdio: ['ignore', 2, 2], env });
  return (
    apt('update').status === 0 &&
    apt('install', '-y', '--no-install-recommends', 'chromium-headless-shell').status === 0
  );
}

/** Each test file loads the product again: compiled code is cached here (a third less of the processor). */
const compileCache = fileURLToPath(new URL('../var/compile-cache', import.meta.url));

/** A run of everything notes each statement of the product for `npm run plans`; one of some files would know too few. */
function recording(names: readonly string[]): NodeJS.ProcessEnv {
  if (names.length > 0) return {};
  rmSync(RECORD, { force: true });
  mkdirSync(dirname(RECORD), { recursive: true });
  const recorder = new URL('plans/record.ts', import.meta.url).href;
  return { RECORD_STATEMENTS: RECORD, NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import ${recorder}`.trim() };
}

/** Worker threads that run at once: one for each core, unless TEST_WORKERS says otherwise. */
const workers = Number(process.env.TEST_WORKERS) || availableParallelism();

const LIMIT_MS = withinMs(30 * 60_000);
/** The run ends where no test ends for so long. */
const SILENT_MS = withinMs(120_000);

/** What AVA is asked to run: files in groups that share a worker; a single file, or what is no file, as it was named. */
function entriesOf(names: readonly string[]): readonly string[] {
  if (names.length === 1 || !names.every(isFile)) return names;
  return writeEntries(groupsOf(names.length === 0 ? allTestFiles() : names));
}

/** Runs AVA and gives the counts by file; a run that ends badly without a failing test counts as one failure. */
async function runTests(env: NodeJS.ProcessEnv, names: readonly string[]): Promise<Map<string, Tally>> {
  const ava = fileURLToPath(new URL('../node_modules/ava/entrypoints/cli.js', import.meta.url));
  const words = [ava, '--tap', `--concurrency=${workers}`, `--timeout=${SILENT_MS}ms`, ...entriesOf(names)];
  const child = spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  // A test that leaves a handle open must not block the run.
  const late = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
  const ended = new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
  const files = await readTap(createInterface({ input: child.stdout }), names);
  const code = await ended;
  clearTimeout(late);
  removeEntries();
  if (code !== 0 && total(files).failed === 0) tallyOf(files, '(the run itself)').failed += 1;
  return files;
}

/** What was shown of each failure, to be shown again at the end: of a long output often only the end is kept. */
const failures: string[] = [];

function showFailure(line: string): void {
  console.log(line);
  failures.push(line);
}

/** Counts the result lines of TAP; of all that lies between them only what belongs to a failure is shown. */
async function readTap(lines: AsyncIterable<string>, names: readonly string[]): Promise<Map<string, Tally>> {
  const files = new Map<string, Tally>();
  let showing = false;
  for await (const line of lines) {
    const [, not, whole, directive] = /^(not )?ok \d+ - (.*?)( # (?:SKIP|TODO).*)?$/.exec(line) ?? [];
    if (whole !== undefined) {
      const { file, title } = readTitle(whole);
      showing = not !== undefined && !directive;
      if (!directive && (not || title !== GROUP_TITLE))
        tallyOf(files, file ?? fileOf(title, names))[not ? 'failed' : 'passed'] += 1;
      if (showing) showFailure(`\n✘ ${file ? `${file} › ` : ''}${title}`);
    } else if (showing && line.startsWith(' ')) showFailure(line);
  }
  return files;
}

/** AVA puts the file before the title, unless it runs one file only or no test is to blame. */
function fileOf(title: string, [only, ...others]: readonly string[]): string {
  const [file, test] = title.split(' › ');
  return (test ? file : others.length === 0 ? only : undefined) ?? '(outside of a test)';
}

function tallyOf(files: Map<string, Tally>, file: string): Tally {
  const tally = files.get(file) ?? { passed: 0, failed: 0 };
  files.set(file, tally);
  return tally;
}

function total(files: Map<string, Tally>): Tally {
  const all = [...files.values()];
  const sum = (key: keyof Tally) => all.reduce((count, tally) => count + tally[key], 0);
  return { passed: sum('passed'), failed: sum('failed') };
}

/** Above so many files the failures are shown again below the list. */
const REPEATED_FROM = 20;

function report(files: Map<string, Tally>): void {
  console.log('');
  for (const [file, tally] of [...files].sort()) console.log(reportLine(file, tally));
  // Those of a run of everything: of a few files they are still on the screen.
  if (files.size > REPEATED_FROM) for (const line of failures) console.log(line);
}

async function prepareAndRun(names: readonly string[]): Promise<Map<string, Tally>> {
  const { chromium, database } = needsOf(names);
  const env: NodeJS.ProcessEnv = { NODE_COMPILE_CACHE: compileCache, ...process.env, ...recording(names) };
  const run = (all: NodeJS.ProcessEnv) => (database ? withServer(all, names) : runTests(all, names));
  return chromium ? withChromium(env, run) : run(env);
}

/**
 * Starts the browser that all files share; they reach it by TEST_CHROMIUM_WS, and a file that is run alone by hand does
 * not.
 */
async function withChromium(
  env: NodeJS.ProcessEnv,
  run: (env: NodeJS.ProcessEnv) => Promise<Map<string, Tally>>,
): Promise<Map<string, Tally>> {
  process.env.TEST_CHROMIUM = ensureChromium();
  // Loaded here, since most runs of single files need no browser.
  const { serveChromium } = await import('../test/helpers/chromium.ts');
  const browser = await serveChromium();
  let isEnding = false;
  browser.on('close', () => isEnding || console.error('The browser of the tests ended before them.'));
  try {
    return await run({ ...env, TEST_CHROMIUM: process.env.TEST_CHROMIUM, TEST_CHROMIUM_WS: browser.wsEndpoint() });
  } finally {
    isEnding = true;
    await browser.close();
  }
}

async function withServer(env: NodeJS.ProcessEnv, names: readonly string[]): Promise<Map<string, Tally>> {
  const server = await openServer();
  // Where files of one run note what axe has seen (test/browser/clean-parts.ts).
  const parts = mkdtempSync(join(tmpdir(), 'parts-'));
  // And what is drawn of the files that tests send (test/helpers/files/kept-drawings.ts).
  const drawings = mkdtempSync(join(tmpdir(), 'drawings-'));
  try {
    await makeTemplate(server.connection, { content: 'people', always: true });
    const shared = { TEST_PG: JSON.stringify(server.connection), TEST_PARTS: parts, TEST_DRAWINGS: drawings };
    return await runTests({ ...env, ...shared }, names);
  } finally {
    for (const folder of [parts, drawings]) rmSync(folder, { recursive: true, force: true });
    await dropLeftDatabases(server.connection).catch(console.error);
    await server.stop();
  }
}

// Ctrl-C reaches AVA too: this process stays to stop the server and to print the counts so far.
process.on('SIGINT', () => undefined);
const files = await prepareAndRun(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  return new Map([['(before the tests)', { passed: 0, failed: 1 }]]);
});
report(files);
const { passed, failed } = total(files);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
console.log(`${passed} passed, ${failed} failed`);
