/** What a table has under a word that somebody sent; nothing under those that every object knows («constructor»). */
export const entryOf = <T>(table: Readonly<Record<string, T>>, word: string): T | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined;
