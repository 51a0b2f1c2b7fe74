/** The entry of a table under a key from outside; undefined for the keys that every object has («constructor»). */
export const entryOf = <T>(table: Readonly<Record<string, T>>, word: string): T | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined;
