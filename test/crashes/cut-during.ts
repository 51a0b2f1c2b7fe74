import { setTimeout as sleep } from 'node:timers/promises';
import { openBrowser } from '../helpers/browser.ts';
import { answerOf, beginSignIn, openClient, rosa } from '../helpers/client-app.ts';
import { type Checks, histogram } from '../helpers/proof/checks.ts';
import { countsOf, cutPower, type Powered, settle } from './power-cut.ts';

const STORED = ['oidc_session', 'oidc_grant', 'oidc_authorization_code'];

/** The power is cut at any moment of the last request of a sign-in: all of it is stored, or none. */
export async function cutDuringReturn(checks: Checks, powered: Powered, cuts: number): Promise<void> {
  checks.chapter(`${cuts} times PostgreSQL killed during the last request of a sign-in`);
  const found: string[] = [];
  const kept: boolean[] = [];
  const longest = await msOfReturn(powered);
  for (let cut = 0; cut < cuts; cut += 1) {
    const { added, answered } = await cutOnce(powered, (cut / (cuts - 1)) * longest);
    found.push(added.join(' '));
    if (answered) kept.push(added.every((rows) => rows === 1));
  }
  checks.measure('rows of session, grant and code', histogram(found));
  checks.check(
    'all of them or none',
    found.every((rows) => rows === '0 0 0' || rows === '1 1 1'),
  );
  checks.check('all of them where the browser got its answer', kept.every(Boolean), `${kept.length} answered`);
  checks.check('the cuts fell into the work', new Set(found).size === 2, histogram(found));
}

/** How long that request takes at most, now: twice what one took that was not cut. */
async function msOfReturn(powered: Powered): Promise<number> {
  const back = await beforeReturn(powered);
  const start = performance.now();
  await back();
  return 2 * (performance.now() - start);
}

/** A sign-in up to its last request, which is given. */
async function beforeReturn({ app }: Powered) {
  const client = await openClient(app, 'capacita');
  const browser = openBrowser();
  const { to } = await beginSignIn(client);
  const page = await browser.get(answerOf(await browser.get(to.href)).href);
  const proved = await browser.send(page, { rut: rosa.rut, clave: rosa.key });
  return () => browser.get(answerOf(proved).href);
}

async function cutOnce(powered: Powered, afterMs: number) {
  const goBack = await beforeReturn(powered);
  const before = await countsOf(powered, STORED);
  await settle(powered);
  const back = goBack().then(
    (visit) => visit.headers.has('location') && answerOf(visit).searchParams.has('code'),
    () => false,
  );
  await sleep(afterMs);
  await cutPower(powered);
  const answered = await back;
  const after = await countsOf(powered, STORED);
  return { answered, added: STORED.map((table) => Number(after[table]) - Number(before[table])) };
}
