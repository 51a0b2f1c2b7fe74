import { setTimeout as sleep } from 'node:timers/promises';
import { pedro, rosa } from '../helpers/client-app.ts';
import type { LocalHttp } from '../helpers/local-http.ts';
import { type Checks, histogram } from '../helpers/proof/checks.ts';
import type { Ground } from '../helpers/proof/ground.ts';
import type { ServerProcess } from '../helpers/server-process.ts';
import { endAndJudge } from './end-and-judge.ts';
import { acts } from './ending-acts.ts';
import { timesNotified, wellSigned } from './notified-client.ts';
import { enter, type Visitor } from './visitors.ts';

/** Two turns of the worker that notifies clients, with a margin. */
const SETTLED_MS = 2500;

type Pair = readonly [ServerProcess, ServerProcess];

/**
 * Sessions end by an act at one process while their browsers send requests to both: ended at both, and the client
 * notified once.
 */
export async function endedSessions(checks: Checks, ground: Ground, pair: Pair, receiver: LocalHttp): Promise<void> {
  const neighbour = await enter(pair[1], rosa);
  const gone: Visitor[] = [];
  let browsers = Array.from<Visitor | undefined>({ length: ground.short ? 4 : 12 });
  for (const [place, [name, prepare]] of Object.entries(acts).entries()) {
    const present = await fillUp(ground, pair, browsers);
    const here = present[place % 2] as Visitor;
    checks.chapter(
      `${name}, at process ${(place % 2) + 1} of two, while ${present.length} browsers are signed in at both`,
    );
    const button = await prepare({ ground, here, others: present.filter((other) => other !== here) });
    const staying = present.filter((one) => !button.ends.includes(one));
    await endAndJudge(checks, { pair, receiver }, button, [neighbour, ...staying]);
    gone.push(...button.ends);
    browsers = present.map((one) => (staying.includes(one) ? one : undefined));
  }
  await judgeTold(checks, pair[0], receiver, gone);
}

/**
 * Pedro signs in wherever a browser is missing, every second one by the second process; a frozen account is unfrozen
 * before.
 */
async function fillUp({ query }: Ground, pair: Pair, browsers: readonly (Visitor | undefined)[]) {
  await query(`update accounts set state = 'activa' where identifier = '44000002-9' and state = 'congelada'`);
  return Promise.all(browsers.map((one, place) => one ?? enter(pair[place % 2] as ServerProcess, pedro)));
}

/** At the end, because a second notice may come much later, after another act. */
async function judgeTold(checks: Checks, server: ServerProcess, receiver: LocalHttp, gone: readonly Visitor[]) {
  checks.chapter(`The notices to the client of ${gone.length} sessions that ended`);
  await sleep(SETTLED_MS);
  const times = gone.map((one) => timesNotified(receiver, one));
  const came = receiver.asked.length;
  checks.check(
    'it is notified once of each, with its sid and sub',
    times.length > 0 && times.every((count) => count === 1),
    `times: ${histogram(times)}`,
  );
  checks.check('and of no other', came === gone.length, `${came} logout tokens`);
  checks.check('the server signed each for it', came > 0 && (await wellSigned(server, receiver)) === came);
}
