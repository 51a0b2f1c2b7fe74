import { setTimeout as sleep } from 'node:timers/promises';
import type { Checks } from '../helpers/proof/checks.ts';
import { spread } from '../helpers/proof/checks.ts';
import { type Answer, ask, type ServerProcess } from '../helpers/server-process.ts';
import type { Request } from './requests.ts';

const PAGE_MS = 3000;
const READY_MS = 5000;
const BACK_MS = 3000;
const END_MS = 10_000;

/** A state of the database: how it begins and how it ends. */
export interface State {
  readonly name: string;
  begin(): unknown;
  end(): unknown;
  /** Slow: pages may work, and then the status page has to report that. */
  readonly mayServe?: boolean;
}

export interface Measured {
  readonly checks: Checks;
  readonly server: ServerProcess;
  readonly requests: readonly Request[];
  /** Another process on the same database, which is asked to end in the middle. */
  beside(): Promise<ServerProcess>;
}

type Got = Answer & Pick<Request, 'name' | 'needs'>;

/** Takes the database away and restores it; reports what users, clients and operators observe, and when. */
export async function measure(measured: Measured, state: State): Promise<void> {
  const { checks, server } = measured;
  checks.chapter(state.name);
  const other = await measured.beside();
  await state.begin();
  const [first, notReady, ended] = await Promise.all([
    all(measured.requests),
    state.mayServe ? undefined : until(async () => (await statusOf(server, '/ready')) === 503, READY_MS),
    end(other),
  ]);
  const again = await all(measured.requests);
  judgePages(checks, [first, again], state);
  if (notReady !== undefined) checks.check('/ready is 503 within 5 s', notReady < READY_MS, ms(notReady));
  checks.check('/live stays 200', (await statusOf(server, '/live')) === 200);
  checks.check('SIGTERM ends a process within 10 s', ended < END_MS, ms(ended));
  await judgeState(checks, server, again, state);
  await state.end();
  const back = await until(async () => (await statusOf(server, '/registro/natural')) === 200, BACK_MS);
  checks.check('the first success comes within 3 s of its return', back < BACK_MS, ms(back));
  const ready = await until(async () => (await statusOf(server, '/ready')) === 200, READY_MS);
  checks.check('/ready is 200 again, the process the same', ready < READY_MS && server.running(), ms(ready));
  const works = await until(async () => (await working(server)) === true, READY_MS);
  checks.check('/estado reports it within 5 s', works < READY_MS, ms(works));
}

const ms = (milliseconds: number): string => `${Math.round(milliseconds)} ms`;
const statusOf = async (server: ServerProcess, path: string): Promise<number> =>
  (await ask(server, path, { agent: false })).status;

async function working(server: ServerProcess): Promise<boolean | undefined> {
  const { status, body } = await ask(server, '/estado.json');
  return status === 200 ? JSON.parse(body).sign_in.working : undefined;
}

const all = (requests: readonly Request[]): Promise<readonly Got[]> =>
  Promise.all(requests.map(async ({ name, needs, send }) => ({ name, needs: needs ?? false, ...(await send()) })));

function judgePages(checks: Checks, rounds: readonly (readonly Got[])[], { mayServe = false }: State): void {
  const every = rounds.flat();
  const slowest = every.reduce((one, other) => (one.ms > other.ms ? one : other));
  const away = every.filter(({ status }) => status === 503);
  const fine = every.filter(({ status }) => status < 500);
  for (const [place, round] of rounds.entries())
    checks.measure(`answers, ms, round ${place + 1}`, spread(round.map((one) => one.ms)));
  checks.measure('answers 503', `${away.length} of ${every.length}`);
  checks.measure('needed no database', [...new Set(fine.map(({ name }) => name))].join(' '));
  checks.check('every page answers within 3 s', slowest.ms < PAGE_MS, `slowest ${slowest.name} ${ms(slowest.ms)}`);
  const bad = every.filter(({ status, headers }) => status >= 500 && (status !== 503 || !headers['retry-after']));
  checks.check(
    'what fails is 503 with Retry-After',
    bad.length === 0,
    bad.map((one) => `${one.name} ${one.status}`).join(),
  );
  const wrong = away.filter(
    ({ name, body }) => /token|userinfo|introspect|revoke/.test(name) && codeOf(body) !== 'temporarily_unavailable',
  );
  checks.check('clients get temporarily_unavailable', wrong.length === 0, wrong.map(({ name }) => name).join());
  if (mayServe) return;
  const served = fine.filter(({ needs }) => needs);
  checks.check(
    'nothing that needs the database has another status',
    served.length === 0,
    served.map((one) => `${one.name} ${one.status}`).join(),
  );
}

function codeOf(body: string): unknown {
  return body.startsWith('{') ? JSON.parse(body).error : undefined;
}

/**
 * The status page matches what users observe: where sign-ins fail it does not report that they work, and where they
 * work it reports no fault.
 */
async function judgeState(checks: Checks, server: ServerProcess, got: readonly Got[], state: State): Promise<void> {
  const [said, page] = await Promise.all([working(server), ask(server, '/estado')]);
  const signIn = got.filter(({ name }) => name === 'POST sign-in');
  const works = signIn.every(({ status }) => status < 500);
  const fails = signIn.every(({ status }) => status >= 500);
  const detail = `sign-in ${signIn.map(({ status }) => status).join()}, /estado.json says ${said}`;
  checks.check(
    '/estado matches it',
    state.mayServe ? (works && said === true) || (fails && said === false) : said === false,
    detail,
  );
  const words = page.body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  checks.check(
    'its page has the same',
    page.status === 200 && /Ingreso con Clave Sence No funciona/.test(words) === (said === false),
  );
}

/** Milliseconds until it is true; at most so many. */
async function until(holds: () => Promise<boolean>, most: number): Promise<number> {
  const start = performance.now();
  while (performance.now() - start < most && !(await holds().catch(() => false))) await sleep(50);
  return performance.now() - start;
}

/** Asks a process to end while it has requests in progress. */
async function end(server: ServerProcess): Promise<number> {
  for (const path of ['/registro/natural', '/oidc/userinfo'])
    ask(server, path, { agent: false, headers: { authorization: 'Bearer x' } }).catch(() => undefined);
  await sleep(200);
  const start = performance.now();
  process.kill(server.pid, 'SIGTERM');
  await until(async () => !server.running(), END_MS);
  return performance.now() - start;
}
