import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { needsOf } from '../needs.ts';

const ROOT = resolve(import.meta.dirname, '../..');
/** Of this run alone: another one may be under way. */
const FOLDER = `var/test-groups/${process.pid}`;
const RUNNER = resolve(import.meta.dirname, 'run-group.ts');

/** So much source is one group: it keeps loading the product a small part of the run, and the last group short. */
const GROUP_BYTES = 90_000;

/** Every test file of the project, by path from its root. */
export function allTestFiles(): readonly string[] {
  const names = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `test/${name}`)
    .sort();
}

/**
 * The files that share a worker thread, which loads the product once for all of them. One that needs a browser is alone:
 * the browser is closed with the file.
 */
export function groupsOf(
  files: readonly string[],
  sizeOf: (file: string) => number = (file) => statSync(join(ROOT, file)).size,
): readonly (readonly string[])[] {
  const alone = files.filter((file) => needsOf([file]).chromium);
  const shared: string[][] = [];
  let room = 0;
  for (const file of files.filter((file) => !alone.includes(file))) {
    if (room <= 0) {
      shared.push([]);
      room = GROUP_BYTES;
    }
    shared.at(-1)?.push(file);
    room -= sizeOf(file);
  }
  return [...alone.map((file) => [file]), ...shared];
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
