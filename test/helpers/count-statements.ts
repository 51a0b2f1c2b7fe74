import pg from 'pg';

/** Notifications of queues are sent apart from an act, one for several messages, perhaps on a new connection. */
const isBeside = (text: string): boolean => /^(select pg_notify|set statement_timeout)/.test(text);

/** How many statements an act waits for; nothing else of this process may run meanwhile. */
export async function statementsOf(act: () => Promise<unknown>): Promise<number> {
  return (await statementsIn(act)).length;
}

/** The text of every statement that an act costs; nothing else of this process may run meanwhile. */
export async function statementsIn(act: () => Promise<unknown>): Promise<readonly string[]> {
  const { query } = pg.Client.prototype;
  const statements: string[] = [];
  Object.assign(pg.Client.prototype, {
    query(this: pg.Client, ...words: [string | { readonly text: string }, ...never[]]) {
      const [asked] = words;
      const text = typeof asked === 'string' ? asked : asked.text;
      if (!isBeside(text)) statements.push(text);
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
