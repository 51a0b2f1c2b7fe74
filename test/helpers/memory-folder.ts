import { createHash } from 'node:crypto';
import { rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
/** The space for the databases of a run: some twenty at once, 10 MB each, and the write-ahead log. */
const ROOM_BYTES = 2 ** 31;

/** A folder in memory that belongs to the project at `root`; undefined where there is none or too little room. */
export function memoryFolder(root: string): string | undefined {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    if (bavail * bsize < ROOM_BYTES) return undefined;
  } catch {
    return undefined;
  }
  return join(MEMORY, `clave-sence-test-${createHash('sha256').update(root).digest('hex').slice(0, 12)}`);
}

export const isInMemory = (folder: string): boolean => folder.startsWith(`${MEMORY}/`);

/** Frees the memory. */
export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });
