import { setTimeout as sleep } from 'node:timers/promises';
import { SEEDED_KEY } from '../../src/dev/people/seed.ts';
import { inLanes } from '../helpers/proof/client-app.ts';
import { leanBrowser, type Page } from './load/browser.ts';
import type { Lane } from './load/lane.ts';
import { type Latencies, latenciesOf } from './load/latencies.ts';
import { send } from './load/target.ts';
import { ofClients } from './operations/of-clients.ts';
import type { Side } from './operations/side.ts';
import { authorization, authorizePath, submit } from './operations/sign-in.ts';
import { ids } from './place/clients.ts';

/** What so many sign-ins at once saw, and those who asked for something else meanwhile. */
export interface Burst {
  readonly count: number;
  readonly signedIn: number;
  /** Answered 503 with Retry-After at once. */
  readonly refused: number;
  /** Any other answer, or none: none is expected. */
  readonly others: number;
  readonly login: Latencies;
  readonly ready: Latencies;
  readonly refresh: Latencies;
}

interface Answered {
  readonly page: Page | undefined;
  readonly ms: number;
}

const BETWEEN_MS = 20;

/** Opens so many pages of the key, sends all keys in the same moment, and asks /ready and refreshes beside them. */
export async function burstOf(side: Side, count: number): Promise<Burst> {
  const sends: (() => Promise<Page>)[] = [];
  await inLanes([...Array(count).keys()], 8, async () => void sends.push(await openPage(side)));
  const client = await ofClients.find(({ name }) => name === 'refresh')?.open(side);
  const state = { over: false };
  const ready = beside(state, { run: async () => void (await send(side.target, '/ready')) });
  const refresh = beside(state, client as Lane);
  const answers = await Promise.all(sends.map(timed));
  state.over = true;
  const signedIn = answers.filter(({ page }) => page?.status === 303);
  const refused = answers.filter(({ page }) => page?.status === 503 && page.headers['retry-after'] !== undefined);
  return {
    count,
    signedIn: signedIn.length,
    refused: refused.length,
    others: count - signedIn.length - refused.length,
    login: latenciesOf(signedIn.map(({ ms }) => ms)),
    ready: latenciesOf(await ready),
    refresh: latenciesOf(await refresh),
  };
}

async function openPage(side: Side): Promise<() => Promise<Page>> {
  const browser = leanBrowser(side.target);
  const page = await browser.follow(await browser.get(authorizePath(authorization(ids.first).params)));
  return () => submit(browser, page, { rut: side.nextPerson(), clave: SEEDED_KEY });
}

async function timed(act: () => Promise<Page>): Promise<Answered> {
  const begun = performance.now();
  const page = await act().catch(() => undefined);
  return { page, ms: performance.now() - begun };
}

/** Milliseconds of one thing that is asked again and again until the burst is over. */
async function beside(state: { readonly over: boolean }, { run }: Lane): Promise<readonly number[]> {
  const ms: number[] = [];
  while (!state.over) {
    const begun = performance.now();
    await run();
    ms.push(performance.now() - begun);
    await sleep(BETWEEN_MS);
  }
  return ms;
}
