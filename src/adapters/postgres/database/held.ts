import type { AsyncLocalStorage } from 'node:async_hooks';
import type { Client } from 'pg';
import type { Budget } from './budget.ts';
import { type Access, type Statement, send } from './statement.ts';
import { begin, end, type TransactionWord } from './transaction.ts';

/** An open transaction; it takes its connection only when the first query comes. */
export interface Held {
  readonly access: Access;
  connection: Promise<Client> | undefined;
  /** Queries of one transaction run one after another, whichever code starts them. */
  last: Promise<unknown>;
  /** Its connection is, or will be, another's: no more queries may be sent on it. */
  over: boolean;
  /** What is done before it commits, by name. */
  readonly atEnd: Map<string, () => Promise<void>>;
  /** What is done once it has committed, by name; takes no time and throws nothing. */
  readonly afterCommit: Map<string, () => void>;
}

/** Queries on the transaction's connection, after all earlier queries. */
export function inTurn<T>(store: Held, statement: Statement<T>): Promise<T> {
  const turn = store.last.then(async () => {
    if (store.over) throw new Error(`asked after its transaction had ended: ${statement.describe()}`);
    store.connection ??= begin(store.access);
    return send(store.access, await store.connection, statement);
  });
  store.last = turn.catch(() => {});
  return turn;
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
