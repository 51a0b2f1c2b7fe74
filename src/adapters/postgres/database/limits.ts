/**
 * How long anything waits for PostgreSQL, in milliseconds. The server ends a statement before the client stops waiting
 * for it, so that a missing answer means an unreachable server: the server itself reports a slow statement (57014) and
 * a lock that is not available (55P03).
 */
export interface Limits {
  readonly statement: number;
  readonly lock: number;
  /** A transaction without queries ends after this. */
  readonly idle: number;
  /**
   * A statement without an answer after this counts as slow, and the probe is run to find out whether the database
   * answers at all.
   */
  readonly suspect: number;
  /** From sending a statement to its answer, on the client side. */
  readonly answer: number;
  /** To make a connection, TLS and password included. */
  readonly connect: number;
  /** The first answer on a new connection. */
  readonly settle: number;
  /** Until a connection of the pool is free or made. */
  readonly acquire: number;
}

/** The same limits, `times` as long. */
export const longer = (limits: Limits, times: number): Limits => ({
  statement: limits.statement * times,
  lock: limits.lock * times,
  idle: limits.idle * times,
  suspect: limits.suspect * times,
  answer: limits.answer * times,
  connect: limits.connect * times,
  settle: limits.settle * times,
  acquire: limits.acquire * times,
});

/** Limits of what a user or a client waits for: a page answers within three seconds, whatever the database does. */
export const PAGE: Limits = {
  statement: 1800,
  lock: 1400,
  idle: 15_000,
  suspect: 700,
  answer: 2100,
  connect: 2000,
  settle: 2000,
  acquire: 2000,
};

/** Limits of what no user waits for: jobs, and commands of operators. */
export const JOB: Limits = {
  statement: 5000,
  lock: 2000,
  idle: 15_000,
  suspect: 1000,
  answer: 5500,
  connect: 4000,
  settle: 3000,
  acquire: 5000,
};

/**
 * Limits of the probe that finds out whether the database accepts a write: where an open connection has no answer
 * within `answer`, a new one must have it, and all of it ends within `acquire`. With a slower database a page with
 * several statements would fail too.
 */
export const PROBE: Limits = {
  statement: 2300,
  lock: 1400,
  idle: 15_000,
  suspect: 900,
  answer: 900,
  connect: 2400,
  settle: 2400,
  acquire: 2400,
};

/** The total time that one request waits for a database that answers slowly, until it commits. */
export const SLOW_REQUEST_MS = 2300;

/** The same while the database answers at its usual speed, and many requests wait at once. */
export const REQUEST_MS = 10_000;

/** The verdict on a database that gave no answer; requests wait for it. */
export const VERDICT_MS = 1600;

/** The minimum for a commit: to cut it short leaves open whether it happened. */
export const COMMIT_MS = 400;

/** A rollback that takes longer is made by closing the connection. */
export const ROLLBACK_MS = 250;
