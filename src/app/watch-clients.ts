import { existsSync, watch } from 'node:fs';
import path from 'node:path';

/** Milliseconds after a change in which others are included: editors write a file in several steps. */
const SETTLE_MS = 300;

/**
 * Calls `changed` with the JSON files of a folder, and the pictures of its folder `logos` where it has one, that were
 * written, added or removed, once no more changes come. If the machine cannot watch (or the folder is removed), it calls
 * `failed` and reports nothing more. Keeps no process alive.
 */
export function watchClients(
  directory: string,
  changed: (files: readonly string[]) => void,
  failed: (error: Error) => void,
): void {
  const files = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const tell = (): void => {
    const names = [...files].sort();
    files.clear();
    changed(names);
  };
  const note = (name: string): void => {
    files.add(name);
    clearTimeout(timer);
    timer = setTimeout(tell, SETTLE_MS).unref();
  };
  const watchIn = (folder: string, ends: RegExp): unknown =>
    watch(path.join(directory, folder), { persistent: false }, (_, name) => {
      if (name && ends.test(name)) note(path.join(folder, name));
    }).on('error', failed);
  try {
    watchIn('', /\.json$/);
    if (existsSync(path.join(directory, 'logos'))) watchIn('logos', /\.(png|jpe?g)$/);
  } catch (error) {
    failed(error as Error);
  }
}
