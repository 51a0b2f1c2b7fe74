/** Files that were made before, so that each is made once while it is kept. */
interface KeptFiles {
  has(name: string): boolean;
  /** The file of a name, from here or made now; an error of `make` is thrown and nothing is kept. */
  get(name: string, make: () => Buffer): Buffer;
}

/** Keeps at most `limit` files in this process; the least recently used one is removed first. */
export function keptFiles(limit: number): KeptFiles {
  const files = new Map<string, Buffer>();
  return {
    has: (name) => files.has(name),
    get(name, make) {
      const file = files.get(name) ?? make();
      files.delete(name);
      files.set(name, file);
      const [oldest] = files.keys();
      if (files.size > limit && oldest !== undefined) files.delete(oldest);
      return file;
    },
  };
}
