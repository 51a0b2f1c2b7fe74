/** What a statement returns of a budget that it counted. */
const RETURNED = 'used, consecutive, window_ends, shut_until';

/** For statements of their own: a power cut may undo the last second of them. */
const LAZY = "lazy as materialized (select set_config('synchronous_commit', 'off', true))";

/** The values of each budget after `$1`, the time: key, end of a new window, limit, seconds of a ban. */
const VALUES_EACH = 4;

/** How several budgets are counted: `chain` counts one only where those before it had room. */
interface Counting {
  readonly count: number;
  readonly chain: boolean;
  readonly lazy: boolean;
}

/**
 * One statement counts a try by several budgets, in their order, and decides: concurrent tries wait for one another on
 * the rows.
 */
export function consumeText({ count, chain, lazy }: Counting): string {
  const places = Array.from({ length: count }, (_, place) => place);
  const parts = places.map((place) => consumeOne(place, { chain, lazy }));
  const all = places.map((place) => `select ${place} as place, ${RETURNED} from counted${place}`);
  return `with ${[...(lazy ? [LAZY] : []), ...parts].join(', ')} ${all.join(' union all ')} order by place`;
}

function consumeOne(place: number, { chain, lazy }: Pick<Counting, 'chain' | 'lazy'>): string {
  const [key, ends, limit, ban] = [0, 1, 2, 3].map((offset) => `$${2 + place * VALUES_EACH + offset}`);
  const before = chain && place > 0 ? `counted${place - 1}` : undefined;
  const from = [...(lazy ? ['lazy'] : []), ...(before ? [before] : [])].join(', ');
  const room = before
    ? `where ${before}.used <= $${place * VALUES_EACH}::integer and (${before}.shut_until > $1) is not true`
    : '';
  return `counted${place} as (
    insert into throttles as t (key, used, window_ends, shut_until)
    select ${key}::bytea, 1, ${ends}::timestamptz, null::timestamptz ${from ? `from ${from}` : ''} ${room}
    on conflict (key) do update set
      used = case when t.window_ends <= $1::timestamptz then 1 else t.used + 1 end,
      window_ends = case when t.window_ends <= $1 then ${ends} else t.window_ends end,
      shut_until = case
        when t.shut_until > $1 then t.shut_until
        when t.window_ends > $1 and t.used = ${limit}::integer and ${ban}::integer > 0 then $1 + ${ban} * interval '1 second'
        else null end
    returning ${RETURNED})`;
}

/**
 * How long tries are blocked after this failure (`$3` free tries, `$4` waits in minutes); null while free ones are left.
 * The list of waits ends in the longest.
 */
const WAIT = `case when t.window_ends > $1 and t.used + 1 >= $3::integer
  then ($4::integer[])[least(t.used + 2 - $3, cardinality($4::integer[]))] * interval '1 minute' end`;

/**
 * A blocked key counts nothing; an open one counts the try, and is blocked when the free tries are spent. `$2` is the end
 * of a new window, `$5` the key.
 */
export const CONSUME_KEY_TRY = keyTryText('');

/** The same behind a narrower budget: `$6` its key, `$7` the end of its window, `$8` its limit. */
export const CONSUME_KEY_TRY_BEHIND = `with near as (
    insert into throttles as t (key, used, window_ends, shut_until)
    values ($6::bytea, 1, $7::timestamptz, null)
    on conflict (key) do update set
      used = case when t.window_ends <= $1::timestamptz then 1 else t.used + 1 end,
      window_ends = case when t.window_ends <= $1 then $7 else t.window_ends end,
      shut_until = case when t.shut_until > $1 then t.shut_until end
    returning ${RETURNED}),
  tried as (${keyTryText('from near where near.used <= $8::integer and (near.shut_until > $1) is not true')})
  select 0 as place, ${RETURNED}, null::boolean as was_open from near
  union all select 1, ${RETURNED}, was_open from tried order by place`;

function keyTryText(behind: string): string {
  return `
  insert into throttles as t (key, used, consecutive, window_ends) select $5::bytea, 1, 1, $2::timestamptz ${behind}
  on conflict (key) do update set
    used = case when t.shut_until > $1::timestamptz then t.used when t.window_ends <= $1 then 1 else t.used + 1 end,
    consecutive = case when t.shut_until > $1 then t.consecutive else t.consecutive + 1 end,
    window_ends = case when t.shut_until > $1 then t.window_ends else $2 + coalesce(${WAIT}, interval '0') end,
    shut_until = case when t.shut_until > $1 then t.shut_until else $1 + ${WAIT} end,
    was_open = (t.shut_until > $1) is not true
  returning ${RETURNED}, was_open`;
}

export const PEEK = `select key, ${RETURNED} from throttles where key = any($1::bytea[])`;

/** What happens to a row: a try is taken back, a try of a key is, or all of it is forgotten. */
export type Giving = 'refund' | 'key' | 'forget';

/**
 * Takes back tries (`$2` of each) and forgets budgets, by `$3` (Giving) of each key of `$1`; `$4` is the time, `$5` the
 * free tries of a key. Rows are locked in the order of `$1`: two statements never wait for each other. A window in which
 * nothing counts any more is over: the next try begins a new one. A block ends where this try was the one that caused it.
 */
export const giveBackText = (lazy: boolean): string => `
  with ${lazy ? `${LAZY}, ` : ''} asked as materialized (
    select a.* from unnest($1::bytea[], $2::integer[], $3::text[]) with ordinality as a (key, times, act, place)
      ${lazy ? ', lazy' : ''}),
  held as materialized (
    select t.key, asked.times, asked.act from asked join throttles t on t.key = asked.key
    order by asked.place for update of t),
  given as (
    update throttles t set used = greatest(t.used - held.times, 0),
      consecutive = case held.act when 'key' then greatest(t.consecutive - held.times, 0) else t.consecutive end,
      shut_until = case when held.act = 'key' and t.used <= $5::integer then null else t.shut_until end,
      window_ends = case when held.act = 'refund' and t.used <= held.times and t.shut_until is null
        then $4::timestamptz else t.window_ends end
    from held where t.key = held.key and held.act <> 'forget' and t.used > 0)
  delete from throttles t using held where t.key = held.key and held.act = 'forget'`;
