import type { AsyncLocalStorage } from 'node:async_hooks';
import type { Client, QueryResult } from 'pg';
import type { Budget } from './budget.ts';
import { type Access, prepared, type Statement, send } from './statement.ts';
import { begin, end, type TransactionWord } from './transaction.ts';
import { inGroups, isRead, mayPrecede, names, together, type Write } from './write.ts';

/** An open transaction; it takes its connection only when the first query comes. */
export interface Held {
  readonly access: Access;
  connection: Promise<Client> | undefined;
  /** Queries of one transaction run one after another, whichever code starts them. */
  last: Promise<unknown>;
  /** Writes that no result is waited for: sent together, before a statement that may see them and before the commit. */
  readonly waiting: Write[];
  /** What was read, by name, while nothing was written that could change it. */
  readonly read: Map<string, Remembered>;
  /** Its connection is, or will be, another's: no more queries may be sent on it. */
  over: boolean;
  /** What is done before it commits, by name. */
  readonly atEnd: Map<string, () => Promise<void>>;
  /** What is done once it has committed, by name; takes no time and throws nothing. */
  readonly afterCommit: Map<string, () => void>;
}

/** What was read of some tables. */
export interface Remembered {
  readonly of: ReadonlySet<string>;
  readonly value: unknown;
}

/** Keeps what is read from now on, unless something is written meanwhile that could change it. */
export function remember(store: Held | undefined, name: string, of: ReadonlySet<string>): (value: unknown) => void {
  const reading: Remembered = { of, value: undefined };
  store?.read.set(name, reading);
  return (value) => {
    if (store?.read.get(name) === reading) store.read.set(name, { of, value });
  };
}

/** Queries on the transaction's connection, after all earlier queries. */
export function inTurn<T>(store: Held, statement: Statement<T>): Promise<T> {
  const turn = store.last.then(async () => {
    if (store.over) throw new Error(`asked after its transaction had ended: ${statement.describe()}`);
    store.connection ??= begin(store.access);
    const client = await store.connection;
    const { waiting } = store;
    if (waiting.length > 0 && !mayPrecede(statement.sql(), waiting)) await sendWaiting(store, client);
    forget(store, statement);
    return send(store.access, client, statement);
  });
  store.last = turn.catch(() => {});
  return turn;
}

/** What a statement may change is no longer what was read. */
function forget({ read }: Held, statement: Statement<unknown>): void {
  if (read.size === 0 || isRead(statement.sql())) return;
  const sql = statement.sql();
  for (const [name, { of }] of read)
    if (isSavepoint(sql) || [...of].some((table) => names(sql, table))) read.delete(name);
}

/** Savepoints, and the way back to one: what was locked behind it is locked no more. */
const isSavepoint = (sql: string): boolean => sql.includes('savepoint');

/** Puts a write off to the next statement that could see it, or to the end. */
export function putOff(store: Held, write: Write): void {
  if (store.over) throw new Error(`asked after its transaction had ended: ${write.name}`);
  store.waiting.push(write);
  for (const [name, { of }] of store.read) if (of.has(write.table)) store.read.delete(name);
}

/** What waits, and one write more, of which the result is given: as one statement where their tables differ. */
export function writeInTurn(store: Held, write: Write): Promise<QueryResult> {
  const turn = store.last.then(async () => {
    if (store.over) throw new Error(`asked after its transaction had ended: ${write.name}`);
    store.connection ??= begin(store.access);
    const client = await store.connection;
    // Nothing is put off between this one and the sending.
    putOff(store, write);
    return sendWaiting(store, client);
  });
  store.last = turn.catch(() => {});
  return turn as Promise<QueryResult>;
}

/** Writes of which the last one's result is given. */
export async function writeAll(store: Held | undefined, writes: readonly Write[]): Promise<QueryResult | undefined> {
  const last = writes.at(-1);
  if (!store || !last) return undefined;
  for (const write of writes.slice(0, -1)) putOff(store, write);
  return writeInTurn(store, last);
}

/** Sends what waits at the end of a transaction, and what is asked or put off meanwhile; then nothing more is accepted. */
async function finish(store: Held): Promise<void> {
  for (let last: unknown; last !== store.last || store.waiting.length > 0; ) {
    last = store.last;
    await last;
    if (store.waiting.length === 0) continue;
    store.connection ??= begin(store.access);
    await sendWaiting(store, await store.connection);
  }
  store.over = true;
}

async function sendWaiting({ access, waiting }: Held, client: Client): Promise<QueryResult | undefined> {
  let last: QueryResult | undefined;
  for (const group of inGroups(waiting.splice(0))) last = await send(access, client, prepared(together(group, false)));
  return last;
}

async function doAll(acts: ReadonlyMap<string, () => Promise<void>>): Promise<void> {
  for (const act of acts.values()) await act();
}

/** Commits the work of fn when it ends well and `keep` agrees; else rolls it back. */
export async function transaction<T>(
  held: AsyncLocalStorage<Held>,
  { access, budget }: { readonly access: Access; readonly budget: Budget | undefined },
  fn: () => Promise<T>,
  keep: (result: T) => boolean = () => true,
): Promise<T> {
  const store = newHeld(access);
  let kept = false;
  try {
    const result = await held.run(store, fn);
    const keeps = keep(result);
    if (keeps) await held.run(store, () => doAll(store.atEnd));
    // Also where it is rolled back: the same work, without effect.
    const rest = keeps ? finish(store) : finish(store).catch(() => {});
    await (budget ? budget.count(rest) : rest);
    kept = keeps;
    return result;
  } finally {
    await store.last;
    store.over = true;
    const client = await store.connection?.catch(() => undefined);
    const ending = client && end(access, client, kept);
    try {
      if (ending) await (budget ? budget.count(ending) : ending);
    } finally {
      // A commit without an answer may have happened; a wake for nothing is harmless.
      if (kept) for (const act of store.afterCommit.values()) act();
    }
  }
}

const newHeld = (access: Access): Held => ({
  access,
  connection: undefined,
  last: Promise.resolve(),
  waiting: [],
  read: new Map(),
  over: false,
  atEnd: new Map(),
  afterCommit: new Map(),
});

/** Runs fn behind a savepoint, with what is to be done before it commits; keeps it, or rolls it back. */
export async function step<T>(
  held: AsyncLocalStorage<Held>,
  store: Held,
  fn: () => Promise<T>,
  { keep, say }: { readonly keep: boolean; readonly say: (text: TransactionWord) => Promise<unknown> },
): Promise<T> {
  await say('savepoint step');
  const inner: Held = { ...store, atEnd: new Map(), afterCommit: new Map() };
  try {
    const result = await held.run(inner, fn);
    await held.run(inner, () => doAll(inner.atEnd));
    await held.run(inner, () => say(keep ? 'release savepoint step' : 'rollback to savepoint step'));
    if (keep) for (const [name, act] of inner.afterCommit) store.afterCommit.set(name, act);
    return result;
  } finally {
    store.last = inner.last;
    inner.over = true;
  }
}
