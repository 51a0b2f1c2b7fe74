import test from 'ava';
import { byPace, openPace } from '../../src/app/pace.ts';

/** A pace whose clock the test moves; quiet after a minute. */
function atPace() {
  const clock = { ms: 0 };
  return { clock, pace: openPace(() => clock.ms, 60_000) };
}

test('an instance is quiet once nothing was asked of it for a minute, and not after the next request', (t) => {
  const { clock, pace } = atPace();
  t.false(pace.isQuiet());
  clock.ms = 59_999;
  t.false(pace.isQuiet());
  clock.ms = 60_000;
  t.true(pace.isQuiet());
  pace.stir();
  t.false(pace.isQuiet());
});

test('[threat 785] what is asked of a quiet instance wakes its jobs at once: no row of the trail waits for the long rest', async (t) => {
  const { clock, pace } = atPace();
  clock.ms = 60_000;
  let runs = 0;
  const ran: (() => void)[] = [];
  const next = (): Promise<void> => new Promise((resolve) => ran.push(resolve));
  const first = next();
  const job = async (): Promise<boolean> => {
    runs += 1;
    ran.shift()?.();
    return false;
  };
  const ticker = byPace(pace, { ms: 30_000, quietMs: 3_600_000 }, job, (error) => t.fail(String(error)));
  t.teardown(ticker.stop);
  await first;
  const second = next();
  pace.stir();
  await second;
  t.is(runs, 2);
});

test('a busy instance wakes no job with each request', (t) => {
  const { clock, pace } = atPace();
  let woken = 0;
  pace.onStir(() => {
    woken += 1;
  });
  for (const ms of [10, 20, 59_000]) {
    clock.ms = ms;
    pace.stir();
  }
  t.is(woken, 0);
  clock.ms = 200_000;
  pace.stir();
  pace.stir();
  t.is(woken, 1);
});
