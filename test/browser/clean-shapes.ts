import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const known = new Set<string>();

/** Shapes without barriers; all files of a run share them in the folder TEST_SHAPES, which the run makes and removes. */
export function noteClean(shape: string): void {
  known.add(shape);
  const folder = process.env.TEST_SHAPES;
  if (folder) writeFileSync(join(folder, shape), '');
}

/** Whether a page of this shape was found without barriers in this run (by hand: in this file). */
export function isClean(shape: string): boolean {
  const folder = process.env.TEST_SHAPES;
  return known.has(shape) || (folder !== undefined && existsSync(join(folder, shape)));
}
