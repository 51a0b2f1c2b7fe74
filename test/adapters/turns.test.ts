import test from 'ava';
import { localTurns } from '../../src/adapters/turns.ts';

const soon = () => new Promise((resolve) => setTimeout(resolve, 5));

test('[O21] turns of one name run one by one, names are independent, and ending a turn twice ends it once', async (t) => {
  const turn = localTurns();
  const done: string[] = [];
  const one = async (name: string, what: string) => {
    const end = await turn(name);
    done.push(`${what} begins`);
    await soon();
    done.push(`${what} ends`);
    end();
    end();
  };
  await Promise.all([one('a', 'first'), one('a', 'second')]);
  t.deepEqual(done, ['first begins', 'first ends', 'second begins', 'second ends']);
  const end = await turn('a');
  (await turn('b'))();
  end();
});

test('[O21] a turn that never ends delays the next one for a bounded time, and a long queue delays no caller', async (t) => {
  const turn = localTurns(20);
  await turn('a');
  const before = Date.now();
  (await turn('a'))();
  t.true(Date.now() - before >= 15);
  const line = Array.from({ length: 60 }, () => turn('c'));
  const atOnce = await Promise.race([Promise.all(line.slice(40)), soon().then(() => 'late')]);
  t.not(atOnce, 'late');
  for (const one of line) (await one)();
});
