import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from '../helpers/browser.ts';
import { type Checks, spread } from '../helpers/proof/checks.ts';
import { type Code, exchange, inLanes, newCode, signedIn, tokenStatus, tokensOf } from '../helpers/proof/client-app.ts';
import type { Ground } from '../helpers/proof/ground.ts';
import type { ServerProcess } from '../helpers/server-process.ts';

const LANES = 16;
/** Clients of this run: each code of a browser has one of its own, and so a grant of its own. */
export const clients = Array.from({ length: 12 }, (_, place) => `caida-${place}`);

/** The results of the codes of one kill. */
interface Tally {
  readonly acknowledged: number;
  readonly lost: number;
  readonly retryable: number;
  readonly unretryable: number;
  readonly orphans: number;
}

/** kill -9 while codes are redeemed: a token whose code is not consumed would be a second use of it. */
export async function killDuringExchanges(checks: Checks, ground: Ground, server: ServerProcess, kills: number) {
  checks.chapter(`${kills} times kill -9 while ${LANES} clients redeem codes`);
  const tallies: Tally[] = [];
  const restarts: number[] = [];
  let current = server;
  const browsers = await signedIn(current, 'caida-0', LANES);
  for (let kill = 0; kill < kills; kill += 1) {
    const codes = await freshCodes(ground, current, browsers);
    const { answered, unanswered } = await redeemUntilKilled(current, codes);
    const orphans = await orphansOf(ground);
    current = await ground.start({ after: current });
    restarts.push(current.readyMs);
    tallies.push({ orphans, acknowledged: answered.length, ...(await retry(current, answered, unanswered)) });
  }
  judge(checks, tallies, restarts);
  return current;
}

async function freshCodes({ query }: Ground, server: ServerProcess, browsers: readonly Browser[]) {
  await query('truncate oidc_grant, oidc_access_token, oidc_refresh_token, oidc_authorization_code');
  const codes: Code[] = [];
  await inLanes(browsers, 8, async (browser) => {
    for (const client of clients) codes.push(await newCode(server, browser, client));
  });
  return codes;
}

interface Redeemed {
  readonly answered: readonly string[];
  /** Codes in redemption when the process was killed. */
  readonly unanswered: readonly Code[];
}

async function redeemUntilKilled(server: ServerProcess, codes: readonly Code[]): Promise<Redeemed> {
  const answered: string[] = [];
  const unanswered: Code[] = [];
  const work = inLanes(codes, LANES, async (code) => {
    if (!server.running()) return;
    const answer = await exchange(server, code).catch(() => undefined);
    if (answer?.status === 200) answered.push(tokensOf(answer).access_token);
    else unanswered.push(code);
  });
  await sleep(60 + Math.random() * 340);
  await server.kill();
  await work;
  return { answered, unanswered };
}

/** Valid tokens although the code of their grant was never consumed. */
async function orphansOf({ query }: Ground): Promise<number> {
  const orphan = (table: string) => `select t.id from ${table} t where not exists (
    select from oidc_authorization_code c where c.grant_id = t.grant_id and c.consumed_at is not null)`;
  const rows = await query(`${orphan('oidc_access_token')} union all ${orphan('oidc_refresh_token')}`);
  return rows.length;
}

/** The requests of clients after such a failure: they use their tokens, and retry the codes that got no answer. */
async function retry(server: ServerProcess, answered: readonly string[], unanswered: readonly Code[]) {
  const statuses: number[] = [];
  await inLanes(answered, LANES, async (token) => void statuses.push(await tokenStatus(server, token)));
  const again: number[] = [];
  await inLanes(unanswered, LANES, async (code) => void again.push((await exchange(server, code)).status));
  return {
    lost: statuses.filter((status) => status !== 200).length,
    retryable: again.filter((status) => status === 200).length,
    unretryable: again.filter((status) => status === 400).length,
  };
}

function judge(checks: Checks, tallies: readonly Tally[], restarts: readonly number[]): void {
  const sum = (key: keyof Tally) => tallies.reduce((total, tally) => total + tally[key], 0);
  const inFlight = sum('retryable') + sum('unretryable');
  checks.measure('restart to ready, ms', spread(restarts));
  checks.measure('exchanges answered', sum('acknowledged'));
  checks.measure('codes in flight when the process was killed', inFlight);
  checks.measure('of these usable afterwards', sum('retryable'));
  checks.measure('of these not usable, for each kill', (sum('unretryable') / tallies.length).toFixed(1));
  checks.check('nearly every code that got no answer can be used once more', sum('unretryable') < inFlight / 5);
  checks.check('no token is valid without a consumed code', sum('orphans') === 0, `${sum('orphans')} orphans`);
  checks.check('every issued token works after the restart', sum('lost') === 0, `${sum('lost')} lost`);
  checks.check('the kills fell into the work', sum('acknowledged') > 0 && inFlight > 0);
}
