import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawFiles } from '../../../src/adapters/rendering/draw-files.ts';
import type { DrawFile } from '../../../src/ports/files.ts';

type Pages = readonly Uint8Array[];

/**
 * Draws as `draw` does, and gives the same pages for the same file from then on: a process for each file, and those by
 * which an app chooses what confines it, take twenty times as long as the app itself. Also workers that have the same
 * `folder` share them. What is refused is not kept.
 */
export function keptDrawings(draw: DrawFile, folder?: string): DrawFile {
  const kept = new Map<string, Pages>();
  return async (content) => {
    const name = `drawn-${createHash('sha256').update(content).digest('hex')}.json`;
    const found = kept.get(name) ?? read(folder, name);
    const pages = found ?? (await draw(content));
    if (!found) write(folder, name, pages);
    kept.set(name, pages);
    // Their receiver may overwrite them.
    return pages.map((page) => Uint8Array.from(page));
  };
}

/** Of all apps of a worker, and of all workers of a run. */
export const drawForTests: DrawFile = keptDrawings(drawFiles({ note: () => {} }), process.env.TEST_DRAWINGS);

function read(folder: string | undefined, name: string): Pages | undefined {
  if (!folder) return undefined;
  try {
    const pages = JSON.parse(readFileSync(join(folder, name), 'utf8')) as readonly string[];
    return pages.map((page) => Buffer.from(page, 'base64'));
  } catch {
    return undefined;
  }
}

/** A worker that reads at the same time finds all of it or nothing. */
function write(folder: string | undefined, name: string, pages: Pages): void {
  if (!folder) return;
  const part = join(folder, randomUUID());
  writeFileSync(part, JSON.stringify(pages.map((page) => Buffer.from(page).toString('base64'))));
  renameSync(part, join(folder, name));
}
