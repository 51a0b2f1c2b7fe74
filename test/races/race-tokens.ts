import type { Browser } from '../helpers/browser.ts';
import { clientFileFor } from '../helpers/client-app.ts';
import { type Checks, histogram } from '../helpers/proof/checks.ts';
import {
  exchange,
  inLanes,
  type Kind,
  newCode,
  refresh,
  type Tokens,
  tokenStatus,
  tokensOf,
} from '../helpers/proof/client-app.ts';
import type { Answer, ServerProcess } from '../helpers/server-process.ts';

type Pair = readonly [ServerProcess, ServerProcess];
type Redeem = (server: ServerProcess) => Promise<Answer>;

interface Race {
  readonly answers: readonly Answer[];
  readonly won: readonly Tokens[];
  /** Of the successful requests, how many have a token that is still valid after all of them were answered. */
  readonly alive: number;
}

/** How many of the simultaneous requests succeed, and whether their tokens are valid. */
interface Truth {
  readonly winners: number;
  readonly live: boolean;
}

const ONE_AND_DEAD: Truth = { winners: 1, live: false };
const ALL_AND_ALIVE: Truth = { winners: 4, live: true };

/** Codes redeemed four times at the same moment, twice at each of two processes: RFC 6749, 4.1.2. */
export async function raceCodes(checks: Checks, pair: Pair, browsers: readonly Browser[], count: number) {
  const races = await manyRaces(count, browsers, async (browser) => {
    const code = await newCode(pair[0], browser, CONFIDENTIAL);
    return race(pair, [CONFIDENTIAL, 'confidential'], (server) => exchange(server, code));
  });
  judge(checks, `${count} codes, four times each over two processes`, races, ONE_AND_DEAD);
}

/**
 * The clients of the races, with their files: one with a secret, public ones with a grace of 30 seconds and without
 * one.
 */
const CONFIDENTIAL = 'carrera';
const GRACEFUL = 'carrera-abierta';
const STRICT = 'carrera-estricta';
const isPublic = { token_endpoint_auth_method: 'none', client_secret: undefined };

export const racers = [
  clientFileFor(CONFIDENTIAL),
  clientFileFor(GRACEFUL, { ...isPublic, refresh_grace: 30 }),
  clientFileFor(STRICT, { ...isPublic, refresh_grace: 0 }),
];

/**
 * The same with refresh tokens (RFC 9700, 4.14): a public client's is valid once, and within its grace again; a
 * confidential client's, which is bound by its authentication, is valid for every request that authenticates as that
 * client.
 */
export async function raceRefreshTokens(checks: Checks, pair: Pair, browsers: readonly Browser[], count: number) {
  const kinds: readonly (readonly [client: Racer, what: string, truth: Truth])[] = [
    [[CONFIDENTIAL, 'confidential'], 'of a confidential client', ALL_AND_ALIVE],
    [[GRACEFUL, 'public'], 'of a public client within its grace', ALL_AND_ALIVE],
    [[STRICT, 'public'], 'of a public client without a grace', ONE_AND_DEAD],
  ];
  const each = Math.ceil(count / kinds.length / browsers.length) * browsers.length;
  for (const [client, what, truth] of kinds) {
    const races = await manyRaces(each, browsers, (browser) => raceOf(pair, browser, client));
    judge(checks, `${each} refresh tokens ${what}, four times each over two processes`, races, truth);
  }
}

type Racer = readonly [id: string, kind: Kind];

async function raceOf(pair: Pair, browser: Browser, [id, kind]: Racer): Promise<Race> {
  const tokens = tokensOf(await exchange(pair[1], await newCode(pair[0], browser, id), kind));
  return race(pair, [id, kind], (server) => refresh(server, id, tokens.refresh_token, kind));
}

/** A replay ends the grant, so the next code of the same browser belongs to a new one. */
async function manyRaces(count: number, browsers: readonly Browser[], run: (browser: Browser) => Promise<Race>) {
  const races: Race[] = [];
  await inLanes(browsers, browsers.length, async (browser) => {
    for (let round = 0; round < count / browsers.length; round += 1) races.push(await run(browser));
  });
  return races;
}

async function race([one, other]: Pair, [id, kind]: Racer, redeem: Redeem): Promise<Race> {
  const answers = await Promise.all([one, other, one, other].map(redeem));
  const won = answers.filter(({ status }) => status === 200).map(tokensOf);
  const lives = await Promise.all(
    won.map(async ({ access_token, refresh_token }) => {
      const opened = await tokenStatus(other, access_token);
      const renewed = await refresh(one, id, refresh_token, kind);
      return opened === 200 || renewed.status === 200;
    }),
  );
  return { answers, won, alive: lives.filter(Boolean).length };
}

function judge(checks: Checks, title: string, races: readonly Race[], { winners, live }: Truth): void {
  checks.chapter(title);
  const all = races.flatMap(({ answers }) => answers);
  const lost = all.filter(({ status }) => status !== 200);
  const strange = lost.filter(({ status, body }) => status !== 400 || !body.includes('"invalid_grant"'));
  checks.measure('winners: how many races', histogram(races.map(({ won }) => won.length)));
  checks.measure('answers by status', histogram(all.map(({ status }) => status)));
  checks.check(
    winners === 1 ? 'each has exactly one winner' : 'everybody is answered',
    races.every(({ won }) => won.length === winners),
  );
  checks.check('every other request gets invalid_grant', strange.length === 0, strange[0]?.body.slice(0, 200));
  checks.check('no answer is a 5xx', !all.some(({ status }) => status >= 500));
  const living = races.reduce((sum, { alive }) => sum + alive, 0);
  const expected = live ? winners * races.length : 0;
  const outcome = live ? 'what each of them got lives' : "after the replay the winner's tokens open nothing";
  checks.check(outcome, living === expected, `${living} alive`);
}

/** Each code once, at both processes in turn: exchanges in a second, for the table. */
export async function measureExchanges(checks: Checks, pair: Pair, browsers: readonly Browser[], each: number) {
  const codes: Parameters<typeof exchange>[1][] = [];
  await inLanes(browsers, browsers.length, async (browser) => {
    for (let round = 0; round < each; round += 1) codes.push(await newCode(pair[0], browser, 'carrera'));
  });
  const start = performance.now();
  const answers: Answer[] = [];
  await inLanes(codes, 16, async (code) => {
    answers.push(await exchange(pair[answers.length % 2 ? 1 : 0], code));
  });
  const rate = (answers.length / (performance.now() - start)) * 1000;
  checks.chapter(`${codes.length} codes, each once, sixteen at a time`);
  checks.measure('exchanges in a second', rate.toFixed(0));
  checks.check(
    'each gets its tokens',
    answers.every(({ status }) => status === 200),
    histogram(answers.map(({ status }) => status)),
  );
}
