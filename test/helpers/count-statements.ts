import pg from 'pg';

/** Notifications of queues are sent beside an act, one for several messages, on a connection that may have to be opened. */
function isBeside(query: string | { readonly text: string }): boolean {
  const text = typeof query === 'string' ? query : query.text;
  return /^(select pg_notify|set statement_timeout)/.test(text);
}

/** How many statements an act waits for; nothing else of this process may run meanwhile. */
export async function statementsOf(act: () => Promise<unknown>): Promise<number> {
  const { query } = pg.Client.prototype;
  let statements = 0;
  Object.assign(pg.Client.prototype, {
    query(this: pg.Client, ...words: [string | { readonly text: string }, ...never[]]) {
      if (!isBeside(words[0])) statements += 1;
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
