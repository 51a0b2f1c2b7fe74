import type { Browser } from '../helpers/browser.ts';
import { type Checks, histogram } from '../helpers/proof/checks.ts';
import { exchange, inLanes, newCode, refresh, type Tokens, tokenStatus, tokensOf } from '../helpers/proof/platform.ts';
import type { Answer, ServerProcess } from '../helpers/server-process.ts';

type Pair = readonly [ServerProcess, ServerProcess];
type Redeem = (server: ServerProcess) => Promise<Answer>;

interface Race {
  readonly answers: readonly Answer[];
  readonly won: readonly Tokens[];
  /** Whether a token of the winner still opens anything, though others showed the same code. */
  readonly alive: boolean;
}

/** Codes redeemed four times at the same moment, twice at each of two processes: RFC 6749, 4.1.2. */
export async function raceCodes(checks: Checks, pair: Pair, browsers: readonly Browser[], count: number) {
  const races = await manyRaces(count, browsers, async (browser) => {
    const code = await newCode(pair[0], browser, 'carrera');
    return race(pair, (server) => exchange(server, code));
  });
  judge(checks, `${count} codes, four times each over two processes`, races);
}

/** The same with refresh tokens: RFC 9700, 4.14. */
export async function raceRefreshTokens(checks: Checks, pair: Pair, browsers: readonly Browser[], count: number) {
  const races = await manyRaces(count, browsers, async (browser) => {
    const tokens = tokensOf(await exchange(pair[1], await newCode(pair[0], browser, 'carrera')));
    return race(pair, (server) => refresh(server, 'carrera', tokens.refresh_token));
  });
  judge(checks, `${count} refresh tokens, four times each over two processes`, races);
}

/** A replay ends the grant, so the next code of the same browser hangs from a new one. */
async function manyRaces(count: number, browsers: readonly Browser[], run: (browser: Browser) => Promise<Race>) {
  const races: Race[] = [];
  await inLanes(browsers, browsers.length, async (browser) => {
    for (let round = 0; round < count / browsers.length; round += 1) races.push(await run(browser));
  });
  return races;
}

async function race([one, other]: Pair, redeem: Redeem): Promise<Race> {
  const answers = await Promise.all([one, other, one, other].map(redeem));
  const won = answers.filter(({ status }) => status === 200).map(tokensOf);
  const opened = await Promise.all(won.map(({ access_token }) => tokenStatus(other, access_token)));
  const renewed = await Promise.all(won.map(({ refresh_token }) => refresh(one, 'carrera', refresh_token)));
  return { answers, won, alive: opened.includes(200) || renewed.some(({ status }) => status === 200) };
}

function judge(checks: Checks, title: string, races: readonly Race[]): void {
  checks.chapter(title);
  const all = races.flatMap(({ answers }) => answers);
  const lost = all.filter(({ status }) => status !== 200);
  const strange = lost.filter(({ status, body }) => status !== 400 || !body.includes('"invalid_grant"'));
  checks.measure('winners: how many races', histogram(races.map(({ won }) => won.length)));
  checks.measure('answers by status', histogram(all.map(({ status }) => status)));
  checks.check(
    'each has exactly one winner',
    races.every(({ won }) => won.length === 1),
  );
  checks.check('every loser is told invalid_grant', strange.length === 0, strange[0]?.body.slice(0, 200));
  checks.check('no answer is a 5xx', !all.some(({ status }) => status >= 500));
  const living = races.filter(({ alive }) => alive).length;
  checks.check("after the replay the winner's tokens open nothing", living === 0, `${living} alive`);
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
