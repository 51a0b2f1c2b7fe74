import { AsyncLocalStorage } from 'node:async_hooks';
import type { Knex } from 'knex';
import type { Client, QueryConfig, QueryResult } from 'pg';
import { openBreaker } from './breaker.ts';
import { type Budget, openBudget } from './budget.ts';
import { CHANNEL, type QueueName } from './channel.ts';
import type { Connection } from './client.ts';
import { type Held, inTurn, step, transaction } from './held.ts';
import { openLatency } from './latency.ts';
import { JOB, PAGE, REQUEST_MS, SLOW_REQUEST_MS, VERDICT_MS } from './limits.ts';
import { openPool } from './pool.ts';
import { writeProbe } from './probe.ts';
import { queueWakes } from './queue-wakes.ts';
import { type Access, type Statement, sendAlone } from './statement.ts';
import { word } from './transaction.ts';

export type { Connection } from './client.ts';

/** A query that knex has built; what it gives is named by whoever runs it. */
type Built = { connection(client: Client): unknown; toSQL(): unknown };

/**
 * The one way to PostgreSQL: whatever runs inside `atomically` shares one connection and one transaction. Every wait ends on
 * our side (`database/limits.ts`), and what an error means is in one table (`database/error-table.ts`): the database is away
 * (Unavailable), or the fault is ours.
 */
export interface Database {
  /** Runs a query built with knex. */
  run<T>(build: (sql: Knex) => Built): Promise<T>;
  /** Runs a named prepared statement. */
  named(statement: QueryConfig): Promise<QueryResult>;
  /** Where its commit got no answer, Unavailable says that it may have happened. */
  atomically<T>(fn: () => Promise<T>, keep?: (result: T) => boolean): Promise<T>;
  /**
   * Runs fn behind a savepoint of the transaction in which the caller stands, and takes all of it back where it is not to be
   * kept: it costs what it costs, and nothing of it happened. Nothing else may run in the transaction meanwhile; where fn
   * fails the transaction must fail too.
   */
  savepoint<T>(fn: () => Promise<T>, keep: boolean): Promise<T>;
  /** Runs fn outside of the transaction in which the caller may stand: what it does stays when that one is rolled back. */
  apart<T>(fn: () => T): T;
  /**
   * Has fn run in the transaction in which the caller stands, when all else in it has ended well and before it commits; of
   * one name once. Outside of a transaction there is no such moment: throws.
   */
  beforeCommit(name: string, fn: () => Promise<void>): void;
  /**
   * Wakes the workers of a queue in all instances once the transaction in which the caller stands has committed; outside of a
   * transaction at once. Nothing waits for it, and it may be lost: workers also poll.
   */
  wake(queue: QueueName): void;
  /** The transaction in which the caller stands, as something to hang notes from that end with it. */
  transaction(): object | undefined;
  /** Whether the caller stands inside a transaction. */
  inTransaction(): boolean;
  /**
   * Runs what somebody waits for: a database that is silent or slow costs it 2.7 seconds at most in all, and one that is
   * busy and answers ten.
   */
  forRequest<T>(fn: () => T): T;
  /** Whether the database takes a write now: the answer of the last second, or one within 2.4 s. Never rejects. */
  answers(): Promise<boolean>;
  /** Whether it answers, and so slowly that a sign-in does not end in time. */
  isSlow(): boolean;
  readonly knex: Knex;
  /** Ends within two seconds, whatever the server does. */
  close(): Promise<void>;
}

const MOST_JOBS = 10;

/** Opens two pools, so that jobs and pages do not wait for one another: `poolSize` for requests, at most ten for the rest. */
export function openDatabase(connection: Connection, poolSize = 20): Database {
  const pages = openPool(connection, poolSize, PAGE);
  const jobs = openPool(connection, Math.min(poolSize, MOST_JOBS), JOB);
  const probe = writeProbe(connection);
  const breaker = openBreaker(() => probe.answersNow(VERDICT_MS));
  const latency = openLatency();
  const held = new AsyncLocalStorage<Held>();
  const requests = new AsyncLocalStorage<Budget>();

  const wake = queueWakes((queue) => sendAlone(accessOf(undefined), notification(queue)));
  const most = () => (latency.isSlow() ? SLOW_REQUEST_MS : REQUEST_MS);
  const accessOf = (budget: Budget | undefined): Access => ({
    pool: budget ? pages : jobs,
    breaker,
    latency,
    left: () => (budget ? most() - budget.spent() : Number.POSITIVE_INFINITY),
  });
  const ask = <T>(statement: Statement<T>): Promise<T> => {
    const budget = requests.getStore();
    const store = held.getStore();
    const answer = store ? inTurn(store, statement) : sendAlone(accessOf(budget), statement);
    return budget ? budget.count(answer) : answer;
  };

  return {
    knex: pages.knex,
    run: (build) => ask(built(build(pages.knex))),
    named: (query) =>
      ask({
        send: (client) => client.query(query),
        describe: () => [query.name, query.text].filter(Boolean).join(': '),
      }),
    apart: (fn) => held.exit(fn),
    inTransaction: () => held.getStore() !== undefined,
    transaction: () => held.getStore(),
    beforeCommit(name, fn) {
      const store = held.getStore();
      if (!store) throw new Error(`${name} was asked for outside of a transaction`);
      if (!store.atEnd.has(name)) store.atEnd.set(name, fn);
    },
    wake(queue) {
      const store = held.getStore();
      if (store) store.afterCommit.set(queue, () => wake(queue));
      else wake(queue);
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
      breaker.shutDown();
      probe.close();
      await Promise.all([pages.close(), jobs.close()]);
    },
  };
}

/** Tells all instances that something waits in a queue. */
const notification = (queue: QueueName): Statement<QueryResult> => ({
  send: (client) => client.query('select pg_notify($1, $2)', [CHANNEL, queue]),
  describe: () => `notification of ${queue}`,
});

/** A query of knex; its text has no values. */
const built = (query: Built): Statement<never> => ({
  send: (client) => query.connection(client) as Promise<never>,
  describe: () => String((query.toSQL() as { readonly sql?: string }).sql),
});
