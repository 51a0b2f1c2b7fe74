import { watch } from 'node:fs';

/** Milliseconds after a change in which others are taken along: editors write a file in several steps. */
const SETTLE_MS = 300;

/**
 * Calls `changed` with the JSON files of a folder that were written, added or removed, once they have come to rest. Where
 * the machine cannot watch (or the folder goes), `failed` is told and nothing more is heard. Keeps no process alive.
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
