import { keyFailures, type RateLimit, TRUSTED_FACTOR } from '../../../domain/throttle.ts';
import type { Counting, FailureCount, GivenBack, Limit, Spent, Throttles } from '../../../ports/throttles.ts';
import type { KeyMaterial } from '../../secrets.ts';
import { localTurns } from '../../turns.ts';
import type { Database } from '../database/database.ts';
import {
  CONSUME_KEY_TRY,
  CONSUME_KEY_TRY_BEHIND,
  consumeText,
  type Giving,
  giveBackText,
  PEEK,
} from './throttle-statements.ts';

interface Row {
  readonly used: number;
  readonly consecutive: number;
  readonly window_ends: Date;
  readonly shut_until: Date | null;
}

type Named = { readonly name: string; readonly text: string };

/** Prepared once on each connection: a text for each number of budgets. */
function consumeStatement(count: number, chain: boolean, lazy: boolean): Named {
  const name = `Throttles.consume${count}${chain ? 'InTurn' : ''}${lazy ? 'Lazily' : ''}`;
  const text = texts.get(name) ?? consumeText({ count, chain, lazy });
  texts.set(name, text);
  return { name, text };
}

const texts = new Map<string, string>();
const giveBack = (lazy: boolean): Named => ({
  name: `Throttles.giveBack${lazy ? 'Lazily' : ''}`,
  text: lazy ? GIVE_BACK_LAZILY : GIVE_BACK,
});
const [GIVE_BACK, GIVE_BACK_LAZILY] = [giveBackText(false), giveBackText(true)];

/**
 * Budgets in PostgreSQL under the HMAC of what they count by: a dump does not reveal who tried what. Those that count
 * by network have more room where `trusts` knows the network. What only bounds load, and what is taken back, waits for no
 * disk: a power cut may undo the last second of it.
 */
export function postgresThrottles(
  database: Database,
  secrets: KeyMaterial,
  now: () => Date,
  trusts: (network: string) => boolean = () => false,
): Throttles {
  const keyOf = (name: string, by: readonly string[]): Buffer => secrets.hmac('throttle', name, ...by);
  const later = (seconds: number): Date => new Date(now().getTime() + seconds * 1000);
  const keyOfTries = (identifier: string): Buffer => keyOf('key', [identifier]);
  const turns = localTurns();

  const consumeAll = async (limits: readonly Limit[], { untilSpent }: Counting): Promise<readonly Spent[]> => {
    if (limits.length === 0) return [];
    const asked = limits.map(({ rateLimit, by }) => roomFor(rateLimit, by, trusts));
    const values = limits.flatMap(({ by }, place) => {
      const { name, seconds, limit, banSeconds = 0 } = asked[place] as RateLimit;
      return [keyOf(name, by), later(seconds), limit, banSeconds];
    });
    const lazy = asked.every(({ mayBeLost }) => mayBeLost) && !database.inTransaction();
    const statement = consumeStatement(limits.length, untilSpent && limits.length > 1, lazy);
    const { rows } = await database.named({ ...statement, values: [now(), ...values] });
    return rows.map((row: Row, place) => judged(asked[place] as RateLimit, row, now()));
  };
  const peekAll = async (limits: readonly Limit[]): Promise<readonly Spent[]> => {
    const asked = limits.map(({ rateLimit, by }) => roomFor(rateLimit, by, trusts));
    const keys = limits.map(({ by }, place) => keyOf((asked[place] as RateLimit).name, by));
    const { rows } = await database.named({ name: 'Throttles.peek', text: PEEK, values: [keys] });
    const found = new Map(rows.map((row: Row & { readonly key: Buffer }) => [row.key.toString('hex'), row]));
    return asked.map((rateLimit, place) => {
      const row = found.get(String(keys[place]?.toString('hex'))) ?? empty(now());
      return judged(rateLimit, { ...row, used: row.used + 1 }, now());
    });
  };
  const give = async (acts: readonly Given[]): Promise<void> => {
    const all = together(acts);
    if (all.length === 0) return;
    const columns = [all.map(({ key }) => key), all.map(({ times }) => times), all.map(({ act }) => act)];
    const statement = giveBack(!database.inTransaction());
    await database.named({ ...statement, values: [...columns, now(), keyFailures.free] });
  };
  // The keys of an identifier come last, as where they are counted: statements that take the same rows, one of a known
  // device and one of a stranger, take them in one order and never wait for each other in a circle.
  const given = ({ refunded = [], keyTryOf, forgotten = [], keyTriesOf }: GivenBack): readonly Given[] => [
    ...refunded.map(({ rateLimit, by }) => ({ key: keyOf(rateLimit.name, by), act: 'refund' }) as const),
    ...forgotten.map(({ rateLimit, by }) => ({ key: keyOf(rateLimit.name, by), act: 'forget' }) as const),
    ...(keyTryOf === undefined ? [] : [{ key: keyOfTries(keyTryOf), act: 'key' } as const]),
    ...(keyTriesOf === undefined ? [] : [{ key: keyOfTries(keyTriesOf), act: 'forget' } as const]),
  ];
  const giveBackAll = (back: GivenBack): Promise<void> => give(given(back));

  return {
    turn: (...by) => turns(JSON.stringify(by)),
    consumeAll,
    peekAll,
    giveBack: giveBackAll,
    consume: async (rateLimit, ...by) => (await consumeAll([{ rateLimit, by }], { untilSpent: false }))[0] as Spent,
    refund: (rateLimit, ...by) => giveBackAll({ refunded: [{ rateLimit, by }] }),
    forget: (rateLimit, ...by) => giveBackAll({ forgotten: [{ rateLimit, by }] }),
    peek: async (rateLimit, ...by) => (await peekAll([{ rateLimit, by }]))[0] as Spent,
    async consumeKeyTry(identifier) {
      const { free, waitMinutes, windowSeconds } = keyFailures;
      const values = [now(), later(windowSeconds), free, [...waitMinutes], keyOfTries(identifier)];
      const { rows } = await database.named({ name: 'Throttles.consumeKeyTry', text: CONSUME_KEY_TRY, values });
      return counted(rows[0], now());
    },
    async consumeKeyTryBehind(near, identifier) {
      const rateLimit = roomFor(near.rateLimit, near.by, trusts);
      const { free, waitMinutes, windowSeconds } = keyFailures;
      const key = [now(), later(windowSeconds), free, [...waitMinutes], keyOfTries(identifier)];
      const before = [keyOf(rateLimit.name, near.by), later(rateLimit.seconds), rateLimit.limit];
      const values = [...key, ...before];
      const { rows } = await database.named({ name: 'Throttles.keyTryBehind', text: CONSUME_KEY_TRY_BEHIND, values });
      const tried = rows.find(({ place }) => place === 1);
      return { near: judged(rateLimit, rows[0], now()), everywhere: tried && counted(tried, now()) };
    },
    refundKeyTry: (identifier) => giveBackAll({ keyTryOf: identifier }),
    async keyPause(identifier) {
      const row = await database.run<Row | undefined>((sql) =>
        sql('throttles')
          .where({ key: keyOfTries(identifier) })
          .where('shut_until', '>', now())
          .first(),
      );
      return row?.shut_until ?? undefined;
    },
    async liftKeyPause(identifier) {
      const lifted = await database.run<number>((sql) =>
        sql('throttles')
          .where({ key: keyOfTries(identifier) })
          .where('shut_until', '>', now())
          .update({ used: 0, shut_until: null, window_ends: now() }),
      );
      return lifted > 0;
    },
    forgetKeyTries: (identifier) => giveBackAll({ keyTriesOf: identifier }),
  };
}

interface Given {
  readonly key: Buffer;
  readonly act: Giving;
}

/** Each row once, in their order: the same try taken back twice is two, and none is of what is forgotten. */
function together(acts: readonly Given[]): readonly (Given & { readonly times: number })[] {
  const all = new Map<string, Given & { readonly times: number }>();
  for (const one of acts) {
    const name = one.key.toString('hex');
    const before = all.get(name);
    if (before?.act !== 'forget') all.set(name, { ...one, times: (before?.times ?? 0) + 1 });
  }
  return [...all.values()];
}

/** How many networks and identifiers are blocked right now, without naming them. */
export async function blockedCount({ run }: Database, at: Date): Promise<number> {
  const row = await run<{ count: string }>((sql) => sql('throttles').where('shut_until', '>', at).count().first());
  return Number(row.count);
}

const NOTHING: Spent = { allowed: true, used: 1, over: 0, until: new Date(0) };

/** No budgets at all, for benchmarks; configuration refuses it in production. */
export const noThrottles: Throttles = {
  consumeAll: async (limits) => limits.map(() => NOTHING),
  peekAll: async (limits) => limits.map(() => NOTHING),
  giveBack: async () => {},
  consume: async () => NOTHING,
  refund: async () => {},
  turn: async () => () => {},
  peek: async () => NOTHING,
  consumeKeyTry: async () => ({ allowed: true, consecutive: 1, until: new Date(0) }),
  consumeKeyTryBehind: async () => ({
    near: NOTHING,
    everywhere: { allowed: true, consecutive: 1, until: new Date(0) },
  }),
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
