import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Helpers whose import shows which services a test needs. */
const CHROMIUM = resolve(import.meta.dirname, '../test/helpers/chromium.ts');
const DATABASE = resolve(import.meta.dirname, '../test/helpers/database.ts');

export interface Needs {
  readonly chromium: boolean;
  readonly database: boolean;
}

/** The services that the named test files need, by their imports; everything where none is named, or one is no file. */
export function needsOf(names: readonly string[]): Needs {
  const files = names.map((name) => resolve(name));
  if (files.length === 0 || !files.every(isFile)) return { chromium: true, database: true };
  const reached = reachedFrom(files);
  return { chromium: reached.has(CHROMIUM), database: reached.has(DATABASE) };
}

export const isFile = (name: string): boolean => name.endsWith('.ts') && existsSync(name);

/** The files and all that they import, directly or not; packages are left out. */
function reachedFrom(files: readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>();
  const walk = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const target of importsOf(file)) walk(target);
  };
  for (const file of files) walk(file);
  return reached;
}

const imports = new Map<string, readonly string[]>();

function importsOf(file: string): readonly string[] {
  const known = imports.get(file);
  if (known) return known;
  const found = readFileSync(file, 'utf8').matchAll(/\b(?:from|import) ?\(?'(\.[^']+)'/g);
  const targets = [...found].map(([, target = '']) => resolve(dirname(file), target)).filter(isFile);
  imports.set(file, targets);
  return targets;
}
