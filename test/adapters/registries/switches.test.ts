import test, { type ExecutionContext } from 'ava';
import { startSimulator } from '../../../simulator/app.ts';
import type { Mode } from '../../../simulator/switches.ts';
import { runningMs } from '../../helpers/running-ms.ts';
import { overHttp, questions } from './ports.ts';

const TOKEN = 'only this test knows it';

/** What each switch does to a question: the reason in the log, how many tries, and within which time it ends. */
const outcomes: Readonly<Record<Exclude<Mode, 'normal'>, readonly [reason: string, tries: number, within: number]>> = {
  down: ['server-error', 3, 2000],
  reset: ['transport', 3, 2000],
  garbage: ['garbage', 1, 2000],
  'wrong-person': ['other-person', 1, 2000],
  slow: ['time-out', 3, 7500],
};

/** Two tries that last three seconds, their pauses, and as much more as keeps a third from beginning. */
const BUSY_MS = 6500;

async function open(t: ExecutionContext) {
  const simulator = await startSimulator({ port: 0, token: TOKEN });
  t.teardown(simulator.close);
  return { simulator, registries: overHttp(simulator.port, TOKEN) };
}

for (const [name, [registry, ask]] of Object.entries(questions)) {
  for (const [mode, [reason, tries, within]] of Object.entries(outcomes)) {
    test(`[security 51] ${name}, ${mode}: no answer within ${within} ms, and an answer again afterwards`, async (t) => {
      const { simulator, registries } = await open(t);
      simulator.set(registry, mode as Mode);
      const took = await runningMs(() => t.throwsAsync(ask(registries), { name: 'Unavailable' }));
      t.true(took < within, `${took} ms`);
      const [line] = registries.lines;
      t.like(line, { outcome: 'unavailable', reason });
      // A machine that is busy for a second leaves no time for the third try of three seconds.
      t.true(line?.tries === tries || (line?.tries === tries - 1 && line.ms > BUSY_MS), JSON.stringify(line));
      simulator.set(registry, 'normal');
      await t.notThrowsAsync(ask(registries));
    });
  }

  test(`[security 51] ${name}: the breaker opens after five failures in a row, stays open half a minute and closes by a probe`, async (t) => {
    const { simulator, registries } = await open(t);
    const reasons = () => registries.lines.map((line) => line.reason ?? line.outcome);
    simulator.set(registry, 'garbage');
    for (let call = 0; call < 6; call += 1) await t.throwsAsync(ask(registries), { name: 'Unavailable' });
    t.deepEqual(reasons(), [...Array(5).fill('garbage'), 'breaker-open']);
    simulator.set(registry, 'normal');
    registries.advance(29_000);
    const refused = await t.throwsAsync(ask(registries), { name: 'Unavailable' });
    t.is((refused as Error & { retryAfter: number }).retryAfter, 1);
    registries.advance(1000);
    await t.notThrowsAsync(ask(registries));
    await t.notThrowsAsync(ask(registries));
    t.deepEqual(reasons().slice(6), ['breaker-open', 'answered', 'answered']);
  });

  test(`${name}: a wrong token gives no answer and is logged`, async (t) => {
    const { simulator } = await open(t);
    const registries = overHttp(simulator.port, 'another token');
    await t.throwsAsync(ask(registries), { name: 'Unavailable' });
    t.like(registries.lines[0], { outcome: 'unavailable', reason: 'token-refused', tries: 1 });
  });
}

test('one registry that is down does not affect the others', async (t) => {
  const { simulator, registries } = await open(t);
  simulator.set('sii', 'down');
  for (const [registry, ask] of Object.values(questions))
    if (registry === 'sii') await t.throwsAsync(ask(registries));
    else await t.notThrowsAsync(ask(registries));
});
