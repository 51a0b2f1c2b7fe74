import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const known = new Set<string>();
const read = new Set<string>();

/** Notes parts of a page without barriers; all files of a run share them in the folder TEST_PARTS, which the run makes. */
export function noteClean(parts: readonly string[]): void {
  for (const part of parts) known.add(part);
  const folder = process.env.TEST_PARTS;
  if (folder) writeFileSync(join(folder, randomUUID()), parts.join('\n'));
}

/** Whether each of the parts was on a page without barriers in this run (without TEST_PARTS: in this process). */
export function areClean(parts: readonly string[]): boolean {
  readNew();
  return parts.every((part) => known.has(part));
}

function readNew(): void {
  const folder = process.env.TEST_PARTS;
  if (!folder) return;
  for (const name of readdirSync(folder)) {
    if (read.has(name)) continue;
    const parts = readFileSync(join(folder, name), 'utf8').split('\n');
    // A file that is being written is empty, and is read again at the next question.
    if (parts.length > 1) read.add(name);
    for (const part of parts) known.add(part);
  }
}
