import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, openBrowser } from '../helpers/browser.ts';
import { type Checks, histogram, spread } from '../helpers/proof/checks.ts';
import { beginning, eventually, exchange, newCode } from '../helpers/proof/client-app.ts';
import type { Ground } from '../helpers/proof/ground.ts';
import { fillRegistration } from '../helpers/proof/registrations.ts';
import { ask, type ServerProcess } from '../helpers/server-process.ts';

interface Seen {
  readonly what: string;
  readonly status: number;
  readonly body: string;
}

/**
 * Every connection to the database is cut while requests run: the process stays, answers 503 at worst, and recovers.
 */
export async function loseDatabase(checks: Checks, ground: Ground, server: ServerProcess, times: number) {
  checks.chapter(`${times} times all connections to the database are cut under load`);
  const seen: Seen[] = [];
  const recoveries: number[] = [];
  let over = false;
  const crowd = Promise.all(requests(server).map((request) => repeat(request, () => over, seen)));
  for (let time = 0; time < times; time += 1) {
    await sleep(700);
    await cutAll(ground);
    const start = performance.now();
    const back = await eventually(async () => (await ask(server, '/ready')).status === 200, 20);
    recoveries.push(back ? performance.now() - start : Number.NaN);
  }
  await sleep(500);
  over = true;
  await crowd;
  judge(checks, server, seen, recoveries);
}

const cutAll = ({ query, connection }: Ground) =>
  query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()', [
    connection.database,
  ]);

type Request = () => Promise<Omit<Seen, 'body'> & { readonly body?: string }>;

/** The requests of people and clients meanwhile. */
function requests(server: ServerProcess): readonly Request[] {
  const page = (path: string) => async () => ({ what: path, ...(await ask(server, path)) });
  const authorize = async () => ({
    what: '/oidc/authorize',
    ...(await ask(server, (await beginning(server, 'caida-0')).to.href.slice(server.issuer.length))),
  });
  const userinfo = async () => ({
    what: '/oidc/userinfo',
    ...(await ask(server, '/oidc/userinfo', { headers: { authorization: `Bearer ${'x'.repeat(43)}` } })),
  });
  const redeemIn = (browser: Browser) => async () => {
    const code = await newCode(server, browser, 'caida-0').catch(() => undefined);
    if (!code) return { what: 'sign-in', status: 0 };
    return { what: '/oidc/token', ...(await exchange(server, code)) };
  };
  const register = async () => {
    const form = await fillRegistration(server, '44000003-7', 'corte@correo.example').catch(() => undefined);
    if (!form) return { what: 'form', status: 0 };
    return { what: 'POST /registro/natural', ...(await form.send(server)) };
  };
  return [
    page('/registro/natural'),
    page('/'),
    authorize,
    authorize,
    userinfo,
    redeemIn(openBrowser()),
    redeemIn(openBrowser()),
    register,
  ];
}

async function repeat(request: Request, isOver: () => boolean, seen: Seen[]): Promise<void> {
  while (!isOver()) {
    const { what, status, body = '' } = await request().catch(() => ({ what: 'broken', status: -1, body: '' }));
    seen.push({ what, status, body: status >= 500 ? body : '' });
  }
}

function judge(checks: Checks, server: ServerProcess, seen: readonly Seen[], recoveries: readonly number[]): void {
  const answered = seen.filter(({ status }) => status > 0);
  const faults = answered.filter(({ status }) => status >= 500 && status !== 503);
  checks.measure('answers by status', histogram(answered.map(({ status }) => status)));
  checks.measure('from the cut to the next good /ready, ms', spread(recoveries));
  checks.check('the process is still the same', server.running());
  checks.check(
    'the worst answer is 503',
    faults.length === 0,
    histogram(faults.map(({ what, status }) => `${what} ${status}`)),
  );
  checks.check('no connection of a visitor was broken', !seen.some(({ status }) => status === -1));
  checks.check(
    'it recovers by itself',
    recoveries.every((ms) => !Number.isNaN(ms)),
  );
  checks.check(
    'a 503 reveals nothing internal',
    answered.every(({ body }) => !/Error:|select |terminat|node_modules/i.test(body)),
  );
}
