import { watch } from 'node:fs';

/** Milliseconds after a change in which others are included: editors write a file in several steps. */
const SETTLE_MS = 300;

/**
 * Calls `changed` with the JSON files of a folder that were written, added or removed, once no more changes come. If
 * the machine cannot watch (or the folder is removed), it calls `failed` and reports nothing more. Keeps no process
 * alive.
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
  const note = (name: string | null): void => {
    if (!name?.endsWith('.json')) return;
    files.add(name);
    clearTimeout(timer);
    timer = setTimeout(tell, SETTLE_MS).unref();
  };
  try {
    watch(directory, { persistent: false }, (_, name) => note(name)).on('error', failed);
  } catch (error) {
    failed(error as Error);
  }
}
