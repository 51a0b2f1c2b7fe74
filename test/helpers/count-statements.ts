import pg from 'pg';

/** Notifications of queues are sent apart from an act, one for several messages, perhaps on a new connection. */
const isBeside = (text: string): boolean => /^(select pg_notify|set statement_timeout)/.test(text);

/** How many statements an act waits for; nothing else of this process may run meanwhile. */
export async function statementsOf(act: () => Promise<unknown>): Promise<number> {
  return (await statementsIn(act)).length;
}

/** The text of every statement that an act costs; nothing else of this process may run meanwhile. */
export async function statementsIn(act: () => Promise<unknown>): Promise<readonly string[]> {
  const statements: string[] = [];
  await hearStatements(act, ({ text }) => statements.push(text));
  return statements;
}

/** A statement as it is sent. */
export interface Asked {
  readonly text: string;
  /** Of a prepared one. */
  readonly name?: string;
  readonly values?: readonly unknown[];
}

/** Tells of every statement that an act sends, with its connection; nothing else of this process may run meanwhile. */
export async function hearStatements(
  act: () => Promise<unknown>,
  heard: (asked: Asked, client: unknown) => void,
): Promise<void> {
  const { query } = pg.Client.prototype;
  Object.assign(pg.Client.prototype, {
    query(this: pg.Client, ...words: [string | Asked, ...never[]]) {
      const [asked] = words;
      const sent = typeof asked === 'string' ? { text: asked } : asked;
      if (!isBeside(sent.text)) heard(sent, this);
      return Reflect.apply(query, this, words);
    },
  });
  try {
    await act();
  } finally {
    Object.assign(pg.Client.prototype, { query });
  }
}
