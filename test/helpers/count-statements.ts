import pg from 'pg';

/** Notifications of queues are sent beside an act, and one may stand for several. */
const isNotification = (query: unknown): boolean => String(query).startsWith('select pg_notify');

/** How many statements an act waits for; nothing else of this process may run meanwhile. */
export async function statementsOf(act: () => Promise<unknown>): Promise<number> {
  const { query } = pg.Client.prototype;
  let statements = 0;
  Object.assign(pg.Client.prototype, {
    query(this: pg.Client, ...words: never[]) {
      if (!isNotification(words[0])) statements += 1;
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
