import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { needsOf } from '../needs.ts';

const ROOT = resolve(import.meta.dirname, '../..');
/** Of this run alone: another one may be under way. */
const FOLDER = `var/test-groups/${process.pid}`;
const RUNNER = resolve(import.meta.dirname, 'run-group.ts');

/** A group is a quarter of the source that is left, within these bounds: few workers load the product, and the last ends soon. */
const LARGEST_BYTES = 300_000;
const SMALLEST_BYTES = 90_000;

/** So many files that need a browser are one group: the groups run beside each other, and their ends lie close. */
const BROWSER_FILES = 4;

/** Each of its files drives a browser for as long as several others together, and is a group. */
const JOURNEYS = 'test/journeys/';

/** Every test file of `npm test`, by path from the project's root: all but those of `npm run journeys`. */
export function allTestFiles(): readonly string[] {
  const names = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.test.ts') && !`test/${name}`.startsWith(JOURNEYS))
    .map((name) => `test/${name}`)
    .sort();
}

/**
 * The files that share a worker thread, which loads the product once for all of them. Those that need a browser come
 * first, since they take longest; those without a database last, since they are short, and the workers end close together.
 */
export function groupsOf(
  files: readonly string[],
  sizeOf: (file: string) => number = (file) => statSync(join(ROOT, file)).size,
): readonly (readonly string[])[] {
  const needs = new Map(files.map((file) => [file, needsOf([file])]));
  const withBrowser = files.filter((file) => needs.get(file)?.chromium);
  const others = files.filter((file) => !needs.get(file)?.chromium);
  const withDatabase = others.filter((file) => needs.get(file)?.database);
  const alone = others.filter((file) => !needs.get(file)?.database);
  return [...browserGroups(withBrowser), ...groupsBySize(withDatabase, sizeOf), ...groupsBySize(alone, sizeOf)];
}

function browserGroups(files: readonly string[]): readonly (readonly string[])[] {
  const long = files.filter((file) => file.startsWith(JOURNEYS));
  const short = files.filter((file) => !long.includes(file));
  const groups = Array.from({ length: Math.ceil(short.length / BROWSER_FILES) }, (_, place) =>
    short.slice(place * BROWSER_FILES, (place + 1) * BROWSER_FILES),
  );
  return [...long.map((file) => [file]), ...groups];
}

function groupsBySize(files: readonly string[], sizeOf: (file: string) => number): readonly (readonly string[])[] {
  const groups: string[][] = [];
  let left = files.reduce((sum, file) => sum + sizeOf(file), 0);
  let room = 0;
  for (const file of files) {
    if (room <= 0) {
      groups.push([]);
      room = Math.min(LARGEST_BYTES, Math.max(SMALLEST_BYTES, left / 4));
    }
    groups.at(-1)?.push(file);
    room -= sizeOf(file);
    left -= sizeOf(file);
  }
  return groups;
}

/** Writes an entry in var/ for each group, which runs its files, and gives their paths for AVA. */
export function writeEntries(groups: readonly (readonly string[])[]): readonly string[] {
  removeEntries();
  mkdirSync(join(ROOT, FOLDER), { recursive: true });
  return groups.map((files, index) => {
    const name = `${String(index + 1).padStart(3, '0')}.test.ts`;
    const lines = [
      `import { runGroup } from ${JSON.stringify(RUNNER)};`,
      `runGroup(${JSON.stringify(ROOT)}, ${JSON.stringify(files)});`,
    ];
    writeFileSync(join(ROOT, FOLDER, name), `${lines.join('\n')}\n`);
    return `${FOLDER}/${name}`;
  });
}

export function removeEntries(): void {
  rmSync(join(ROOT, FOLDER), { recursive: true, force: true });
}
