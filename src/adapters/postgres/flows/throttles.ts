import { keyFailures, type RateLimit, TRUSTED_FACTOR } from '../../../domain/throttle.ts';
import type { FailureCount, Spent, Throttles } from '../../../ports/throttles.ts';
import type { KeyMaterial } from '../../secrets.ts';
import { localTurns } from '../../turns.ts';
import type { Database } from '../database/database.ts';

interface Row {
  readonly used: number;
  readonly consecutive: number;
  readonly window_ends: Date;
  readonly shut_until: Date | null;
}

/** One statement counts and decides, so that concurrent tries wait for one another on the row. */
const TAKE = `
  insert into throttles as t (key, used, window_ends, shut_until) values (:key, 1, :ends, null)
  on conflict (key) do update set
    used = case when t.window_ends <= :now then 1 else t.used + 1 end,
    window_ends = case when t.window_ends <= :now then :ends else t.window_ends end,
    shut_until = case
      when t.shut_until > :now then t.shut_until
      when t.window_ends > :now and t.used = :limit and :ban::integer > 0 then :now::timestamptz + :ban * interval '1 second'
      else null end
  returning used, consecutive, window_ends, shut_until`;

/**
 * How long tries are blocked after this failure; null while free ones are left. The list of waits ends in the longest.
 */
const WAIT = `case when t.window_ends > :now and t.used + 1 >= :free
  then (:waits::integer[])[least(t.used + 2 - :free, cardinality(:waits::integer[]))] * interval '1 minute' end`;

/** A blocked key counts nothing; an open one counts the try, and is blocked when the free tries are spent. */
const TAKE_KEY_TRY = `
  insert into throttles as t (key, used, consecutive, window_ends) values (:key, 1, 1, :ends)
  on conflict (key) do update set
    used = case when t.shut_until > :now then t.used when t.window_ends <= :now then 1 else t.used + 1 end,
    consecutive = case when t.shut_until > :now then t.consecutive else t.consecutive + 1 end,
    window_ends = case when t.shut_until > :now then t.window_ends else :ends::timestamptz + coalesce(${WAIT}, interval '0') end,
    shut_until = case when t.shut_until > :now then t.shut_until else :now::timestamptz + ${WAIT} end,
    was_open = (t.shut_until > :now) is not true
  returning used, consecutive, window_ends, shut_until, was_open`;

/** The block ends where this try was the one that caused it. */
const GIVE_BACK_KEY_TRY = `
  update throttles set used = used - 1, consecutive = greatest(consecutive - 1, 0),
    shut_until = case when used > :free then shut_until end
  where key = :key and used > 0`;

/**
 * Budgets in PostgreSQL under the HMAC of what they count by: a dump does not reveal who tried what. Those that count
 * by network have more room where `trusts` knows the network.
 */
export function postgresThrottles(
  database: Database,
  secrets: KeyMaterial,
  now: () => Date,
  trusts: (network: string) => boolean = () => false,
): Throttles {
  const keyOf = (name: string, by: readonly string[]): Buffer => secrets.hmac('throttle', name, ...by);
  const later = (seconds: number): Date => new Date(now().getTime() + seconds * 1000);
  const first = async <T>(sql: string, bindings: Record<string, unknown>): Promise<T> => {
    const { rows } = await database.run<{ rows: T[] }>((knex) => knex.raw(sql, bindings as never));
    return rows[0] as T;
  };

  const turns = localTurns();

  return {
    turn: (...by) => turns(JSON.stringify(by)),
    async consume(asked, ...by) {
      const rateLimit = roomFor(asked, by, trusts);
      const bindings = {
        key: keyOf(rateLimit.name, by),
        now: now(),
        ends: later(rateLimit.seconds),
        limit: rateLimit.limit,
      };
      return judged(rateLimit, await first<Row>(TAKE, { ...bindings, ban: rateLimit.banSeconds ?? 0 }), now());
    },
    async refund({ name }, ...by) {
      const key = keyOf(name, by);
      // A window in which nothing counts any more is over: the next try begins a new one.
      await database.run((sql) =>
        sql('throttles')
          .where({ key })
          .where('used', '>', 0)
          .update({
            used: sql.raw('used - 1'),
            window_ends: sql.raw('case when used = 1 and shut_until is null then ?::timestamptz else window_ends end', [
              now(),
            ]),
          }),
      );
    },
    async forget({ name }, ...by) {
      const key = keyOf(name, by);
      await database.run((sql) => sql('throttles').where({ key }).delete());
    },
    async peek(asked, ...by) {
      const rateLimit = roomFor(asked, by, trusts);
      const key = keyOf(rateLimit.name, by);
      const row = await database.run<Row>((sql) => sql('throttles').where({ key }).first());
      return judged(rateLimit, { ...(row ?? empty(now())), used: (row?.used ?? 0) + 1 }, now());
    },
    async consumeKeyTry(identifier) {
      const { free, waitMinutes, windowSeconds } = keyFailures;
      const bindings = {
        key: keyOf('key', [identifier]),
        now: now(),
        ends: later(windowSeconds),
        free,
        waits: [...waitMinutes],
      };
      return counted(await first<Row & { was_open: boolean }>(TAKE_KEY_TRY, bindings), now());
    },
    async refundKeyTry(identifier) {
      const bindings = { key: keyOf('key', [identifier]), free: keyFailures.free };
      await database.run((sql) => sql.raw(GIVE_BACK_KEY_TRY, bindings as never));
    },
    async keyPause(identifier) {
      const row = await database.run<Row | undefined>((sql) =>
        sql('throttles')
          .where({ key: keyOf('key', [identifier]) })
          .where('shut_until', '>', now())
          .first(),
      );
      return row?.shut_until ?? undefined;
    },
    async liftKeyPause(identifier) {
      const lifted = await database.run<number>((sql) =>
        sql('throttles')
          .where({ key: keyOf('key', [identifier]) })
          .where('shut_until', '>', now())
          .update({ used: 0, shut_until: null, window_ends: now() }),
      );
      return lifted > 0;
    },
    async forgetKeyTries(identifier) {
      const key = keyOf('key', [identifier]);
      await database.run((sql) => sql('throttles').where({ key }).delete());
    },
  };
}

/** How many networks and identifiers are blocked right now, without naming them. */
export async function blockedCount({ run }: Database, at: Date): Promise<number> {
  const row = await run<{ count: string }>((sql) => sql('throttles').where('shut_until', '>', at).count().first());
  return Number(row.count);
}

/** No budgets at all, for benchmarks; configuration refuses it in production. */
export const noThrottles: Throttles = {
  consume: async () => ({ allowed: true, used: 1, over: 0, until: new Date(0) }),
  refund: async () => {},
  turn: async () => () => {},
  peek: async () => ({ allowed: true, used: 1, over: 0, until: new Date(0) }),
  consumeKeyTry: async () => ({ allowed: true, consecutive: 1, until: new Date(0) }),
  refundKeyTry: async () => {},
  keyPause: async () => undefined,
  liftKeyPause: async () => false,
  forgetKeyTries: async () => {},
  forget: async () => {},
};

function roomFor(rateLimit: RateLimit, [network]: readonly string[], trusts: (network: string) => boolean): RateLimit {
  if (rateLimit.by !== 'network' || network === undefined || !trusts(network)) return rateLimit;
  return { ...rateLimit, limit: rateLimit.limit * TRUSTED_FACTOR };
}

const empty = (at: Date): Row => ({ used: 0, consecutive: 0, window_ends: at, shut_until: null });

function judged(rateLimit: RateLimit, row: Row, at: Date): Spent {
  const shut = row.shut_until !== null && row.shut_until > at;
  const used = row.window_ends > at ? row.used : 1;
  return {
    allowed: !shut && used <= rateLimit.limit,
    used,
    over: Math.max(0, used - rateLimit.limit),
    until: shut && row.shut_until ? row.shut_until : row.window_ends,
  };
}

function counted(
  { was_open, consecutive, shut_until, window_ends }: Row & { was_open: boolean },
  at: Date,
): FailureCount {
  return { allowed: was_open, consecutive, until: shut_until && shut_until > at ? shut_until : window_ends };
}
