import { type Checks, quantile, spread } from '../helpers/proof/checks.ts';
import type { Place } from './place.ts';
import { waysOf } from './ways.ts';

/** Expired rows of each of two tables that are inserted at a time. */
const EXPIRED = 50_000;
const MOST = 1.5;
const WAIT_MS = 150_000;

/** The oldest row is deleted first: where the mark is gone, the reaper is at work. */
const PUT_IN = [
  `insert into oidc_access_token (id, payload, expires_at) values ('mark', '{}', now() - interval '30 days')`,
  `insert into oidc_access_token (id, payload, expires_at)
   select sha256(gen_random_uuid()::text::bytea), '{"kind": "AccessToken"}', now() - interval '1 minute'
   from generate_series(1, ${EXPIRED})`,
  `insert into throttles (key, used, window_ends)
   select sha256(gen_random_uuid()::text::bytea), 1, now() - interval '2 days' from generate_series(1, ${EXPIRED})`,
] as const;

const WAITS = `select exists (select from oidc_access_token where id = 'mark') as so`;
const LEFT = `select exists (select from oidc_access_token where expires_at < now() - interval '10 seconds')
  or exists (select from throttles where window_ends < now() - interval '1 day' and consecutive = 0) as so`;

/**
 * Logins one after another while the reapers of two processes have a hundred thousand expired rows to delete, and in
 * the time before they begin, which is up to a minute: so both kinds run under the same load of the machine.
 */
export async function besideReaper(checks: Checks, place: Place, rounds: number): Promise<void> {
  checks.chapter(`Logins beside the reaper of two processes, ${rounds} times ${2 * EXPIRED} expired rows`);
  const second = await place.beside(place.full);
  const { login } = await waysOf(place.full.server, await place.people(place.full, 200));
  if (!login) throw new Error('no login');
  const isSo = async (sql: string) => (await place.query<{ so: boolean }>(place.full, sql))[0]?.so === true;
  const whileSo = async (sql: string): Promise<number[]> => {
    const times: number[] = [];
    for (const end = performance.now() + WAIT_MS; await isSo(sql); times.push((await (await login())()).ms))
      if (performance.now() > end) throw new Error(`the reaper took more than ${WAIT_MS} ms`);
    return times;
  };
  const measured = { without: [] as number[], beside: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    await whileSo(LEFT);
    for (const sql of PUT_IN) await place.query(place.full, sql);
    measured.without.push(...(await whileSo(WAITS)));
    measured.beside.push(...(await whileSo(LEFT)));
  }
  const failures = [...place.full.server.log, ...second.log].filter((line) => line.includes('reaper failed'));
  checks.check('no pass of the reaper failed', failures.length === 0, failures[0]);
  await second.stop();
  judge(checks, measured);
}

function judge(checks: Checks, { without, beside }: Readonly<Record<'without' | 'beside', readonly number[]>>): void {
  const ratio = quantile(beside, 0.95) / quantile(without, 0.95);
  checks.measure(`${without.length} logins without, ms`, spread(without));
  checks.measure(`${beside.length} logins beside it, ms`, spread(beside));
  checks.check(`p95 beside the reaper is at most ${MOST} times that without`, ratio <= MOST, ratio.toFixed(2));
}
