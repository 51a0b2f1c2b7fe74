/**
 * `npm run hashing [-- --short] [-- --before FOLDER]`: both engines in turn, and 200 sign-ins at once with each, at the
 * cost of production; with the folder of another version, that one in the same run.
 */

import { clientFileFor } from '../helpers/client-app.ts';
import { openTestServer } from '../helpers/database.ts';
import { type Checks, quantile } from '../helpers/proof/checks.ts';
import { type Closers, runBody } from '../helpers/proof/ground.ts';
import { clientsFolder } from '../helpers/server-process.ts';
import { type Burst, CLIENT, signInAtOnce } from './burst.ts';
import { compareEngines } from './engines.ts';
import { openSide, peopleWhoSignIn, type Side } from './sides.ts';

const MINUTES = 12;

await runBody(async (checks, short, closers) => {
  await compareEngines(checks, short ? 3 : 7, short ? 10 : 40);
  const sides = await openSides(closers);
  await compareCosts(checks, sides, short ? 30 : 100);
  await compareBursts(checks, sides, short ? 60 : 200, short ? 1 : 3);
}, MINUTES);

async function openSides(closers: Closers): Promise<readonly Side[]> {
  const local = await openTestServer();
  closers.push(() => local.stop());
  const { directory, remove } = clientsFolder([clientFileFor(CLIENT)]);
  closers.push(remove);
  const before = process.argv.indexOf('--before');
  const tree = before < 0 ? undefined : process.argv[before + 1];
  const wanted = [
    ...(tree === undefined ? [] : [{ name: 'before', tree }]),
    { name: 'argon2', slow: true },
    { name: '@node-rs/argon2' },
  ];
  const sides: Side[] = [];
  for (const side of wanted) sides.push(await openSide(local.connection, directory, side, closers));
  return sides;
}

/**
 * The cost of a sign-in that does not wait: three at once. Processor time hardly depends on the other load of the
 * machine.
 */
async function compareCosts(checks: Checks, sides: readonly Side[], count: number): Promise<void> {
  checks.chapter(`${count} sign-ins for each server, three at once, after as many that renew hashes`);
  const people = peopleWhoSignIn(count);
  for (const { server } of sides) await signInAtOnce(server, people, 3);
  for (const { name, server } of sides) {
    const { served, cpu } = await signInAtOnce(server, people, 3);
    const ms = cpu / served.length;
    checks.measure(`${name}: CPU ms of the server a sign-in`, ms.toFixed(1));
    checks.measure(`${name}: sign-ins a core and second of the server`, (1000 / ms).toFixed(1));
    checks.check(`${name}: all signed in`, served.length === count, String(served.length));
  }
}

/**
 * In turn, so that the other load of the machine affects all of them; the first burst of each renews hashes and is not
 * counted.
 */
async function compareBursts(checks: Checks, sides: readonly Side[], count: number, rounds: number): Promise<void> {
  checks.chapter(`${count} sign-ins at once, ${rounds} times for each server, in turn`);
  const people = peopleWhoSignIn(count);
  const found = new Map<Side, Burst[]>(sides.map((side) => [side, []]));
  for (let round = 0; round <= rounds; round += 1)
    for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
      const burst = await signInAtOnce(side.server, people);
      if (round > 0) found.get(side)?.push(burst);
    }
  for (const [{ name }, bursts] of found) show(checks, name, bursts);
}

function show(checks: Checks, name: string, bursts: readonly Burst[]): void {
  const [served, refused] = [bursts.flatMap((one) => one.served), bursts.flatMap((one) => one.refused)];
  const spread = (values: readonly number[]) =>
    [0.5, 0.99].map((q) => `p${q * 100} ${quantile(values, q).toFixed(0)}`).join(', ');
  const sum = (of: (burst: Burst) => number) => bursts.reduce((total, one) => total + of(one), 0);
  checks.measure(`${name}: served, each time`, bursts.map((one) => one.served.length).join(' '));
  checks.measure(`${name}: refused with Retry-After`, bursts.map((one) => one.refused.length).join(' '));
  checks.measure(`${name}: ms until served`, spread(served));
  if (refused.length > 0) checks.measure(`${name}: ms until refused`, spread(refused));
  checks.measure(
    `${name}: sign-ins a second of the clock`,
    ((served.length * 1000) / sum((one) => one.took)).toFixed(0),
  );
  checks.check(
    `${name}: every answer is a sign-in or 503 with Retry-After`,
    bursts.every((one) => one.others.length === 0),
    bursts.flatMap((one) => one.others).join(' '),
  );
}
