import pg from 'pg';

/** How many statements an act costs; nothing else of this process may run meanwhile. */
export async function statementsOf(act: () => Promise<unknown>): Promise<number> {
  const { query } = pg.Client.prototype;
  let statements = 0;
  Object.assign(pg.Client.prototype, {
    query(this: pg.Client, ...words: never[]) {
      statements += 1;
      return Reflect.apply(query, this, words);
    },
  });
  try {
    await act();
  } finally {
    Object.assign(pg.Client.prototype, { query });
  }
  return statements;
}
