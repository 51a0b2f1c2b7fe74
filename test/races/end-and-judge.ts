import type { LocalHttp } from '../helpers/local-http.ts';
import { type Checks, histogram } from '../helpers/proof/checks.ts';
import type { ServerProcess } from '../helpers/server-process.ts';
import { doorsOf, momentOf, OPEN, SHUT, watch } from './doors.ts';
import type { Button } from './ending-acts.ts';
import { timesNotified } from './notified-client.ts';
import type { Visitor } from './visitors.ts';

const WITHIN_MS = 5000;

/** The two processes, and the client that is notified. */
interface Place {
  readonly pair: readonly [ServerProcess, ServerProcess];
  readonly receiver: LocalHttp;
}

/** Presses the button, and checks the sessions that it ends and those that it keeps. */
export async function endAndJudge(checks: Checks, place: Place, button: Button, staying: readonly Visitor[]) {
  const before = await allDoors(place, [...button.ends, ...staying]);
  checks.check('before it each is signed in at both', all(before, OPEN), histogram(before));
  const { done, deadMs, notifiedMs, seen } = await end(place, button);
  const worked = done.status < 400 && done.headers.get('location') === button.leads;
  checks.check('the act is done', worked, `${done.status}`);
  checks.measure('ms from its answer until every cookie is invalid', deadMs.toFixed(0));
  checks.measure('ms from its answer until the client is notified', notifiedMs.toFixed(0));
  const last = Math.max(deadMs, notifiedMs);
  checks.check(`all of it within ${WITHIN_MS / 1000} s`, last < WITHIN_MS, `${last.toFixed(0)} ms`);
  const after = await allDoors(place, button.ends);
  checks.check('what ended stays ended at both', all(after, SHUT), histogram(after));
  const still = await allDoors(place, staying);
  checks.check('the sessions to keep are open at both', all(still, OPEN), histogram(still));
  const faults = seen.filter((doors) => /\b5\d\d\b|server_error/.test(doors));
  checks.check('no answer meanwhile is a 5xx', faults.length === 0, faults[0]);
}

/** The act while every browser that it ends sends requests to both processes; milliseconds count from its answer. */
async function end({ pair, receiver }: Place, { press, ends }: Button) {
  const watching = Promise.all(ends.flatMap((one) => pair.map((server) => watch(server, one))));
  const [done, answered] = await press().then((page) => [page, performance.now()] as const);
  const notified = momentOf(() => ends.every((one) => timesNotified(receiver, one) > 0));
  const [watches, notifiedAt] = await Promise.all([watching, notified]);
  const since = (moment: number): number => Math.max(0, moment - answered);
  const deadMs = since(Math.max(...watches.map(({ shutAt }) => shutAt)));
  return { done, deadMs, notifiedMs: since(notifiedAt), seen: watches.flatMap(({ seen }) => seen) };
}

const all = (doors: readonly string[], wanted: string): boolean =>
  doors.length > 0 && doors.every((found) => found === wanted);

const allDoors = ({ pair }: Place, visitors: readonly Visitor[]): Promise<readonly string[]> =>
  Promise.all(visitors.flatMap((one) => pair.map((server) => doorsOf(server, one))));
