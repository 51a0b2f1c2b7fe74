/**
 * `npm run made-up`: the time of users' sign-ins at a client while an attacker has that client present made-up codes,
 * expired refresh tokens and expired access tokens, with its right secret and from its own network; against the same
 * sign-ins at rest.
 */
import { loadavg } from 'node:os';
import { type Browser, openBrowser } from '../helpers/browser.ts';
import { answerOf, clientFileFor } from '../helpers/client-app.ts';
import { type Checks, histogram, quantile } from '../helpers/proof/checks.ts';
import { beginning, exchange, newCode, refresh, tokenStatus, tokensOf } from '../helpers/proof/client-app.ts';
import { type Ground, runChecks } from '../helpers/proof/ground.ts';
import type { ServerProcess } from '../helpers/server-process.ts';
import { flood } from './made-up.ts';

const CLIENT = 'capacita';
const PER_SECOND = 50;
const ROUNDS = 60;
const BOUND = 1.5;

await runChecks([clientFileFor(CLIENT)], body, 15);

async function body(checks: Checks, ground: Ground): Promise<void> {
  const server = await ground.start({ env: { THROTTLES: 'on', TRUST_PROXY_HOPS: '1' } });
  const { browser, moveOn } = travelling();
  await newCode(server, browser, CLIENT);
  const round = () => oneRound(server, browser, moveOn);
  for (let place = 0; place < ROUNDS; place += 1) await round();
  const runs = ground.short ? 2 : 5;
  for (const count of ground.short ? [31, 310] : [31, 3100]) await compare(checks, server, { count, runs, round });
}

interface Comparison {
  readonly count: number;
  readonly runs: number;
  readonly round: () => Promise<void>;
}

/** Alternating runs: at rest, and under load; the median of the runs' medians is compared. */
async function compare(checks: Checks, server: ServerProcess, { count, runs, round }: Comparison): Promise<void> {
  checks.chapter(`${count} made-up codes, refresh and access tokens at ${PER_SECOND} a second, ${runs} runs of each`);
  const quiet: number[] = [];
  const under: number[] = [];
  const statuses = new Map<number, number>();
  let refused = 0;
  const timed = async (goesOn: (rounds: number) => boolean): Promise<number> => {
    const took: number[] = [];
    for (let rounds = 0; goesOn(rounds); rounds += 1) {
      const begun = performance.now();
      await round().catch((error: unknown) => {
        refused += 1;
        checks.measure('refused', String(error));
      });
      took.push(performance.now() - begun);
    }
    return quantile(took, 0.5);
  };
  for (let run = 0; run < runs; run += 1) {
    quiet.push(await timed((rounds) => rounds < ROUNDS));
    let flooding = true;
    const ended = flood(server.issuer, CLIENT, { count, perSecond: PER_SECOND }).finally(() => {
      flooding = false;
    });
    under.push(await timed((rounds) => flooding || rounds < ROUNDS));
    for (const [status, times] of await ended) statuses.set(status, (statuses.get(status) ?? 0) + times);
  }
  const ratio = quantile(under, 0.5) / quantile(quiet, 0.5);
  checks.measure(
    'load of the machine, one and five minutes',
    loadavg()
      .slice(0, 2)
      .map((load) => load.toFixed(1))
      .join(' '),
  );
  checks.measure('a sign-in at rest, ms, median of each run', quiet.map((ms) => ms.toFixed(1)).join(' '));
  checks.measure('and meanwhile', under.map((ms) => ms.toFixed(1)).join(' '));
  checks.measure(
    'statuses of what is made up',
    histogram([...statuses].flatMap(([status, n]) => Array(n).fill(status))),
  );
  checks.check('nothing of the client is refused', refused === 0, `${refused} refused`);
  checks.check(
    'what is made up is refused for itself',
    [...statuses.keys()].every((status) => status === 400 || status === 401),
  );
  checks.check(`the median is at most ${BOUND} times the one at rest`, ratio <= BOUND, ratio.toFixed(2));
}

/** From the client and back by the session, its code, userinfo, and a renewal; each must be granted. */
async function oneRound(server: ServerProcess, browser: Browser, moveOn: () => void): Promise<void> {
  moveOn();
  const { to, verifier } = await beginning(server, CLIENT);
  const code = answerOf(await browser.get(to.href)).searchParams.get('code');
  if (!code) throw new Error('no code');
  const first = await exchange(server, { clientId: CLIENT, code, verifier });
  if (first.status !== 200) throw new Error(`code: ${first.status}`);
  const { access_token: token, refresh_token: renews } = tokensOf(first);
  const status = await tokenStatus(server, token);
  if (status !== 200) throw new Error(`userinfo: ${status}`);
  const renewed = await refresh(server, CLIENT, renews);
  if (renewed.status !== 200) throw new Error(`renewal: ${renewed.status}`);
}

/** A browser of users in many networks: the budget of requests is per network, and is not what is measured. */
function travelling(): { browser: Browser; moveOn: () => void } {
  let network = 0;
  const browser = openBrowser((url, init) =>
    fetch(url, {
      ...init,
      headers: {
        ...(init.headers as Record<string, string>),
        'x-forwarded-for': `198.18.${(network >> 8) % 256}.${network % 256}`,
      },
    }),
  );
  return {
    browser,
    moveOn: () => {
      network += 1;
    },
  };
}
