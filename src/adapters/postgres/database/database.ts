import { AsyncLocalStorage } from 'node:async_hooks';
import type { Knex } from 'knex';
import type { Client, QueryConfig, QueryResult } from 'pg';
import { openBreaker } from './breaker.ts';
import { type Budget, openBudget } from './budget.ts';
import { CHANNEL, type WakeName } from './channel.ts';
import type { Connection } from './client.ts';
import { type Gathered, gather, sendAll, sendBefore } from './gathered.ts';
import { type Held, inTurn, putOff, remember, step, transaction, writeAll, writeInTurn } from './held.ts';
import { openLatency } from './latency.ts';
import { JOB, longer, PAGE, PROBE, REQUEST_MS, SLOW_REQUEST_MS, VERDICT_MS } from './limits.ts';
import { openPool } from './pool.ts';
import { writeProbe } from './probe.ts';
import { queueWakes } from './queue-wakes.ts';
import { type Access, prepared, type Statement, sendAlone } from './statement.ts';
import { word } from './transaction.ts';
import { inGroups, together, type Write } from './write.ts';

export type { Connection } from './client.ts';

/** A query that knex has built; its caller names the type of its result. */
type Built = { connection(client: Client): unknown; toSQL(): unknown };

/**
 * The only way to PostgreSQL: whatever runs inside `atomically` shares one connection and one transaction. Every wait
 * has a limit on the client side (`database/limits.ts`), and one table (`database/error-table.ts`) gives the meaning of
 * an error: the database is unavailable (Unavailable), or the fault is the product's.
 */
export interface Database {
  /** Runs a query built with knex. */
  run<T>(build: (sql: Knex) => Built): Promise<T>;
  /** Runs a named prepared statement. */
  named(statement: QueryConfig): Promise<QueryResult>;
  /**
   * A write whose result nothing waits for. In a transaction, or in a request that gathers its writes, it is sent together
   * with the writes beside it: before a statement that could see it, and at the end. Its error is that of the end.
   * Elsewhere it is sent at once.
   */
  soon(write: Write): Promise<void>;
  /** Sends a write together with those that wait before it, and gives its result. */
  write(write: Write): Promise<QueryResult>;
  /**
   * Gathers the writes that fn puts off outside of transactions. All of them are sent when it ends, well or not. It fails
   * where any of them failed, whichever caller got the error.
   */
  gathering<T>(fn: () => Promise<T>): Promise<T>;
  /** Where its commit got no answer, Unavailable reports that it may have happened. */
  atomically<T>(fn: () => Promise<T>, keep?: (result: T) => boolean): Promise<T>;
  /**
   * Runs fn behind a savepoint of the caller's transaction, and rolls it back where it is not to be kept: the work is
   * done, but has no effect. Nothing else may run in the transaction meanwhile; where fn fails the transaction must
   * fail too.
   */
  savepoint<T>(fn: () => Promise<T>, keep: boolean): Promise<T>;
  /**
   * Runs fn outside of the caller's transaction, and of what its request gathers: its effects stay when that one is rolled
   * back.
   */
  apart<T>(fn: () => T): T;
  /**
   * Runs fn in the caller's transaction, when all else in it has ended well and before it commits; once for each name.
   * Throws outside of a transaction.
   */
  beforeCommit(name: string, fn: () => Promise<void>): void;
  /**
   * Wakes the workers of a queue in all instances once the caller's transaction has committed; outside of a transaction
   * at once. Nothing waits for it, and it may be lost: workers also poll.
   */
  wake(queue: WakeName): void;
  /**
   * Called before the caller's transaction reads and locks something of some tables; gives what keeps it for `recall` of
   * this name, until anything is written that could change it. What was written while it was read is not kept. Does
   * nothing outside of a transaction.
   */
  remember(name: string, of: ReadonlySet<string>): (value: unknown) => void;
  recall(name: string): unknown;
  /** The caller's transaction, as a key for data that ends with it. */
  transaction(): object | undefined;
  /** Whether the caller is inside a transaction. */
  inTransaction(): boolean;
  /**
   * Runs work that a user or a client waits for: a database that is silent or slow costs it 2.7 seconds at most in all,
   * and one that is busy and answers ten.
   */
  forRequest<T>(fn: () => T): T;
  /** Whether the database takes a write now: the answer of the last second, or one within 2.4 s. Never rejects. */
  answers(): Promise<boolean>;
  /** Whether it answers, but so slowly that a sign-in does not end in time. */
  isSlow(): boolean;
  readonly knex: Knex;
  /** Ends within two seconds, whatever the server does. */
  close(): Promise<void>;
}

const MOST_JOBS = 10;

/**
 * Opens two pools, so that jobs and pages do not wait for one another: `poolSize` for requests, at most ten for the rest.
 * `patience` makes every wait so many times longer.
 */
export function openDatabase(connection: Connection, poolSize = 20, patience = 1): Database {
  const pages = openPool(connection, poolSize, longer(PAGE, patience));
  const jobs = openPool(connection, Math.min(poolSize, MOST_JOBS), longer(JOB, patience));
  const probe = writeProbe(connection, longer(PROBE, patience));
  const breaker = openBreaker(() => probe.answersNow(VERDICT_MS * patience));
  const latency = openLatency();
  const held = new AsyncLocalStorage<Held>();
  const requests = new AsyncLocalStorage<Budget>();
  const gathers = new AsyncLocalStorage<Gathered>();

  const wakes = queueWakes((queue) => sendAlone(accessOf(undefined), notification(queue)));
  const most = () => (latency.isSlow() ? SLOW_REQUEST_MS : REQUEST_MS) * patience;
  const accessOf = (budget: Budget | undefined): Access => ({
    pool: budget ? pages : jobs,
    breaker,
    latency,
    left: () => (budget ? most() - budget.spent() : Number.POSITIVE_INFINITY),
  });
  const counted = <T>(answer: Promise<T>): Promise<T> => requests.getStore()?.count(answer) ?? answer;
  const alone = <T>(statement: Statement<T>): Promise<T> => sendAlone(accessOf(requests.getStore()), statement);
  /** All of them or none: as one statement, or where one is not enough as one transaction. */
  const sendGathered = (writes: readonly Write[]): Promise<QueryResult | undefined> => {
    if (inGroups(writes).length === 1) return counted(alone(prepared(together(writes, true))));
    const budget = requests.getStore();
    return transaction(held, { access: accessOf(budget), budget }, () => counted(writeAll(held.getStore(), writes)));
  };
  const gathered = (): Gathered | undefined => {
    const scope = gathers.getStore();
    return scope?.over ? undefined : scope;
  };
  /** A transaction sees what the request wrote before it. */
  const sendGatheredFirst = (scope: Gathered): Promise<void> => sendBefore(scope, () => '', sendGathered);
  const ask = <T>(statement: Statement<T>): Promise<T> => {
    const store = held.getStore();
    const send = (): Promise<T> => counted(store ? inTurn(store, statement) : alone(statement));
    const scope = gathered();
    const first = scope && (store ? sendGatheredFirst(scope) : sendBefore(scope, statement.sql, sendGathered));
    return first ? first.then(send) : send();
  };

  return {
    knex: pages.knex,
    run: (build) => ask(built(build(pages.knex))),
    named: (query) => ask(prepared(query)),
    async soon(write) {
      const store = held.getStore();
      const scope = gathered();
      if (store) {
        if (scope) await sendGatheredFirst(scope);
        return putOff(store, write);
      }
      if (scope) scope.waiting.push(write);
      else await sendGathered([write]);
    },
    async write(write) {
      const store = held.getStore();
      const scope = gathered();
      if (store) {
        if (scope) await sendGatheredFirst(scope);
        return counted(writeInTurn(store, write));
      }
      if (!scope) return (await sendGathered([write])) as QueryResult;
      scope.waiting.push(write);
      return (await sendAll(scope, sendGathered)) as QueryResult;
    },
    gathering: (fn) => gather((scope) => gathers.run(scope, fn), sendGathered),
    apart: (fn) => held.exit(() => gathers.exit(fn)),
    inTransaction: () => held.getStore() !== undefined,
    transaction: () => held.getStore(),
    remember: (name, of) => remember(held.getStore(), name, of),
    recall: (name) => held.getStore()?.read.get(name)?.value,
    beforeCommit(name, fn) {
      const store = held.getStore();
      if (!store) throw new Error(`${name} was asked for outside of a transaction`);
      if (!store.atEnd.has(name)) store.atEnd.set(name, fn);
    },
    wake(queue) {
      const store = held.getStore();
      if (store) store.afterCommit.set(queue, () => wakes.wake(queue));
      else wakes.wake(queue);
    },
    atomically: (fn, keep) => {
      if (held.getStore()) return fn();
      const budget = requests.getStore();
      return transaction(held, { access: accessOf(budget), budget }, fn, keep);
    },
    savepoint: (fn, keep) => {
      const store = held.getStore();
      if (!store) throw new Error('a savepoint was set outside of a transaction');
      return step(held, store, fn, { keep, say: (text) => ask(word(text)) });
    },
    forRequest: (fn) => requests.run(openBudget(), fn),
    answers: probe.answers,
    isSlow: latency.isSlow,
    async close() {
      await wakes.flush();
      breaker.shutDown();
      probe.close();
      await Promise.all([pages.close(), jobs.close()]);
    },
  };
}

/** Notifies all instances that something waits in a queue. */
const notification = (queue: WakeName): Statement<QueryResult> => ({
  send: (client) => client.query('select pg_notify($1, $2)', [CHANNEL, queue]),
  describe: () => `notification of ${queue}`,
  sql: () => 'select pg_notify($1, $2)',
});

/** A query of knex; its text contains no values. */
const built = (query: Built): Statement<never> => {
  const sql = (): string => String((query.toSQL() as { readonly sql?: string }).sql);
  return { send: (client) => query.connection(client) as Promise<never>, describe: sql, sql };
};
