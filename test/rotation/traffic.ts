import { setTimeout as sleep } from 'node:timers/promises';
import { decodeProtectedHeader } from 'jose';
import { type Browser, openBrowser } from '../helpers/browser.ts';
import { answerOf } from '../helpers/client-app.ts';
import { beginning, exchange, inLanes, newCode, tokensOf } from '../helpers/proof/client-app.ts';
import type { ServerProcess } from '../helpers/server-process.ts';
import { through } from '../races/through.ts';
import type { CachingClient } from './client-app.ts';

type Pair = readonly [ServerProcess, ServerProcess];

/** One sign-in with a session, from the client and back to it. */
export interface Round {
  /** Milliseconds of the run at which the tokens were received. */
  readonly at: number;
  readonly kid: string;
  readonly idToken: string;
  readonly ms: number;
  readonly problem: string | undefined;
}

export interface Traffic {
  readonly rounds: readonly Round[];
  stop(): Promise<void>;
}

/** A user signed in at a client, in a browser whose requests go to both processes in turn. */
export interface Visitor {
  readonly clientId: string;
  readonly browser: Browser;
}

/** Opens browsers and signs a user in with each. */
export async function visitors(pair: Pair, clientIds: readonly string[], count: number): Promise<readonly Visitor[]> {
  const all = Array.from({ length: count }, (_, place) => ({
    clientId: clientIds[place % clientIds.length] ?? '',
    browser: openBrowser(inTurns(pair, place)),
  }));
  await inLanes(all, 4, async ({ browser, clientId }) => void (await newCode(pair[0], browser, clientId)));
  return all;
}

function inTurns(pair: Pair, first: number) {
  let turn = first;
  return (url: string, init: RequestInit): Promise<Response> => {
    turn += 1;
    return through(pair[turn % 2 ? 0 : 1])(url, init);
  };
}

/** Begins so many rounds a second, each with a free browser, until it is stopped. */
export function startTraffic(
  pair: Pair,
  people: readonly Visitor[],
  perSecond: number,
  client: CachingClient,
): Traffic {
  const rounds: Round[] = [];
  const free = [...people];
  const start = performance.now();
  let stopped = false;
  const one = async (visitor: Visitor): Promise<void> => {
    rounds.push(await round(pair, visitor, client, start, rounds.length));
    free.push(visitor);
  };
  const running = (async () => {
    for (let begun = 0; !stopped; ) {
      const due = Math.floor(((performance.now() - start) / 1000) * perSecond);
      for (; begun < due; begun += 1) {
        const visitor = free.shift();
        if (!visitor) break;
        void one(visitor);
      }
      await sleep(5);
    }
    while (free.length < people.length) await sleep(5);
  })();
  return {
    rounds,
    stop: () => {
      stopped = true;
      return running;
    },
  };
}

async function round(
  pair: Pair,
  visitor: Visitor,
  client: CachingClient,
  start: number,
  place: number,
): Promise<Round> {
  const begun = performance.now();
  const round = { kid: '', idToken: '', at: begun - start };
  try {
    const idToken = await tokenFor(pair[place % 2 ? 0 : 1], visitor);
    const kid = String(decodeProtectedHeader(idToken).kid);
    const at = performance.now() - start;
    const problem = await client.verify(idToken, visitor.clientId);
    return { kid, idToken, at, problem, ms: performance.now() - begun };
  } catch (error) {
    return { ...round, problem: String(error), ms: performance.now() - begun };
  }
}

/** A code by the session alone (a page that asks for the key is a failure), redeemed at one process. */
async function tokenFor(server: ServerProcess, { browser, clientId }: Visitor): Promise<string> {
  const { to, verifier } = await beginning(server, clientId);
  const answer = answerOf(await browser.get(to.href));
  const code = answer.searchParams.get('code');
  if (!code) throw new Error(`no code but ${answer.pathname} ${answer.searchParams.get('error') ?? ''}`);
  const got = await exchange(server, { clientId, code, verifier });
  if (got.status !== 200) throw new Error(`${got.status} ${got.body.slice(0, 200)}`);
  return tokensOf(got).id_token;
}
