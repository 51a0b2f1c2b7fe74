import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { SEEDED_KEY } from '../../src/dev/people/seed.ts';
import { formOf, openBrowser } from '../helpers/browser.ts';
import { beginning, inLanes } from '../helpers/proof/client-app.ts';
import { cookiesOf } from '../helpers/proof/registrations.ts';
import { type Answer, ask, type ServerProcess } from '../helpers/server-process.ts';

export const CLIENT = 'medida';

/** The results of sign-ins that were sent at once. */
export interface Burst {
  /** Milliseconds until each answer, of the successful ones and of those refused with Retry-After. */
  readonly served: readonly number[];
  readonly refused: readonly number[];
  /** Status of other answers, 0 where there was none within 15 seconds: none is expected. */
  readonly others: readonly number[];
  /** Milliseconds from the first to the last. */
  readonly took: number;
  /** Milliseconds of processor time that the server process used meanwhile. */
  readonly cpu: number;
}

/**
 * Signs all these people in, so many at the same time, each in a new browser of a network of its own; their pages are
 * opened before.
 */
export async function signInAtOnce(
  server: ServerProcess,
  people: readonly string[],
  atOnce = people.length,
): Promise<Burst> {
  const sends: (() => Promise<Answer>)[] = [];
  await inLanes(people, 4, async (rut) => void sends.push(await pageOf(server, rut)));
  const begun = performance.now();
  const before = cpuMsOf(server.pid);
  const answers: Answer[] = [];
  await inLanes(sends, atOnce, async (send) => void answers.push(await send()));
  const [took, cpu] = [performance.now() - begun, cpuMsOf(server.pid) - before];
  const msOf = (which: (answer: Answer) => boolean) => answers.filter(which).map(({ ms }) => ms);
  const isServed = ({ status }: Answer) => status === 303;
  const isRefused = ({ status, headers }: Answer) => status === 503 && headers['retry-after'] !== undefined;
  const others = answers.filter((answer) => !isServed(answer) && !isRefused(answer)).map(({ status }) => status);
  return { served: msOf(isServed), refused: msOf(isRefused), others, took, cpu };
}

const agent = new Agent({ keepAlive: true, maxSockets: 512 });
let networks = 0;

async function pageOf(server: ServerProcess, rut: string): Promise<() => Promise<Answer>> {
  networks += 1;
  const from = {
    'x-forwarded-for': `198.${18 + ((networks >> 8) & 1)}.${networks & 255}.${1 + ((networks >> 9) % 250)}`,
  };
  const browser = openBrowser((url, init) =>
    fetch(url, { ...init, headers: { ...(init.headers as object), ...from } }),
  );
  const { to } = await beginning(server, CLIENT);
  const page = await browser.follow(await browser.get(to.href), to.origin);
  const { action, hidden } = formOf(page);
  const { pathname, search } = new URL(action, page.url);
  const headers = { cookie: cookiesOf(browser), origin: server.issuer, ...from };
  const form = { ...hidden, rut, clave: SEEDED_KEY };
  const none: Answer = { status: 0, headers: {}, body: '', ms: Number.POSITIVE_INFINITY };
  return () => ask(server, pathname + search, { headers, form, agent }).catch(() => none);
}

const TICKS = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** Processor time of a process since it began, all of its threads. */
function cpuMsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS;
}
