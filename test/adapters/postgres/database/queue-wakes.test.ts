import { setTimeout as sleep } from 'node:timers/promises';
import test from 'ava';
import { queueWakes } from '../../../../src/adapters/postgres/database/queue-wakes.ts';
import { withinMs } from '../../../helpers/within-ms.ts';

test('a notification that fails is sent again, a second later', async (t) => {
  const sent: string[] = [];
  let failures = 1;
  const wakes = queueWakes(async (queue) => {
    sent.push(queue);
    if (failures-- > 0) throw new Error('no connection');
  });
  wakes.wake('sms');
  for (let waited = 0; waited < withinMs(10_000) && sent.length < 2; waited += 50) await sleep(50);
  t.deepEqual(sent, ['sms', 'sms']);
});

test('the end of a process sends what rests, and waits for what is under way', async (t) => {
  const sent: string[] = [];
  const wakes = queueWakes(async (queue) => {
    await sleep(20);
    sent.push(queue);
  });
  wakes.wake('mail');
  wakes.wake('mail');
  wakes.wake('logouts');
  await wakes.flush();
  t.deepEqual(sent.toSorted(), ['logouts', 'mail', 'mail']);
});

test('the end of a process does not wait for a database that is silent', async (t) => {
  const wakes = queueWakes(() => new Promise(() => undefined));
  wakes.wake('mail');
  const start = performance.now();
  await wakes.flush();
  t.true(performance.now() - start < withinMs(5000));
});
