/** A store in memory for values that expire: by age, or because newer ones took their room. */
export interface Store<T> {
  get(key: string): T | undefined;
  put(key: string, value: T): void;
  /** Reads and removes, so that a value can be used once. */
  take(key: string): T | undefined;
  removeWhere(matches: (value: T) => boolean): void;
}

/** A store of at most `limit` values, each for `lifetime` milliseconds. A service with two processes needs a database. */
export function boundedStore<T>({ limit, lifetime }: { limit: number; lifetime: number }): Store<T> {
  const entries = new Map<string, { readonly value: T; readonly ends: number }>();

  const get = (key: string) => {
    const entry = entries.get(key);
    return entry && entry.ends > Date.now() ? entry.value : undefined;
  };

  return {
    get,
    put(key, value) {
      const [oldest] = entries.keys();
      if (oldest !== undefined && entries.size >= limit) entries.delete(oldest);
      entries.set(key, { value, ends: Date.now() + lifetime });
    },
    take(key) {
      const value = get(key);
      entries.delete(key);
      return value;
    },
    removeWhere(matches) {
      for (const [key, { value }] of entries) if (matches(value)) entries.delete(key);
    },
  };
}
