import { setTimeout as sleep } from 'node:timers/promises';
import { pedro, rosa } from '../helpers/client-app.ts';
import type { LocalHttp } from '../helpers/local-http.ts';
import { type Checks, histogram } from '../helpers/proof/checks.ts';
import type { Ground } from '../helpers/proof/ground.ts';
import type { ServerProcess } from '../helpers/server-process.ts';
import { endAndJudge } from './end-and-judge.ts';
import { acts } from './ending-acts.ts';
import { timesTold, wellSigned } from './notified-client.ts';
import { enter, type Visitor } from './visitors.ts';

/** Two turns of the worker that tells platforms, and some more. */
const SETTLED_MS = 2500;

type Pair = readonly [ServerProcess, ServerProcess];

/** Sessions end by an act at one process while their browsers knock at both: dead at both, and the platform told once. */
export async function endedSessions(checks: Checks, ground: Ground, pair: Pair, receiver: LocalHttp): Promise<void> {
  const neighbour = await enter(pair[1], rosa);
  const gone: Visitor[] = [];
  let browsers = Array.from<Visitor | undefined>({ length: ground.short ? 4 : 12 });
  for (const [place, [name, prepare]] of Object.entries(acts).entries()) {
    const present = await fillUp(ground, pair, browsers);
    const here = present[place % 2] as Visitor;
    checks.chapter(`${name}, at process ${(place % 2) + 1} of two, while ${present.length} browsers are in at both`);
    const button = await prepare({ ground, here, others: present.filter((other) => other !== here) });
    const staying = present.filter((one) => !button.ends.includes(one));
    await endAndJudge(checks, { pair, receiver }, button, [neighbour, ...staying]);
    gone.push(...button.ends);
    browsers = present.map((one) => (staying.includes(one) ? one : undefined));
  }
  await judgeTold(checks, pair[0], receiver, gone);
}

/** Pedro comes in wherever a browser is missing, every other one by the second process; a stopped account goes on first. */
async function fillUp({ query }: Ground, pair: Pair, browsers: readonly (Visitor | undefined)[]) {
  await query(`update accounts set state = 'activa' where identifier = '44000002-9' and state = 'congelada'`);
  return Promise.all(browsers.map((one, place) => one ?? enter(pair[place % 2] as ServerProcess, pedro)));
}

/** At the end, for what tells twice may do so much later, when another act comes by. */
async function judgeTold(checks: Checks, server: ServerProcess, receiver: LocalHttp, gone: readonly Visitor[]) {
  checks.chapter(`What the platform was told of ${gone.length} sessions that ended`);
  await sleep(SETTLED_MS);
  const times = gone.map((one) => timesTold(receiver, one));
  const came = receiver.asked.length;
  checks.check(
    'it is told once of each, with its sid and sub',
    times.length > 0 && times.every((count) => count === 1),
    `times: ${histogram(times)}`,
  );
  checks.check('and of no other', came === gone.length, `${came} logout tokens`);
  checks.check('the house signed each for it', came > 0 && (await wellSigned(server, receiver)) === came);
}
