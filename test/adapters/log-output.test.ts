import { setTimeout as sleep } from 'node:timers/promises';
import test from 'ava';
import { logOutput } from '../../src/adapters/log-output.ts';

function output(waitMs: number) {
  const lines: string[] = [];
  const written: string[][] = [];
  const kept = { write: (line: string) => lines.push(line), flush: () => void written.push(lines.splice(0)) };
  return { written, out: logOutput(kept, waitMs) };
}

const info = (n: number): string => `{"level":30,"n":${n}}\n`;

test('lines of requests are written together soon after the first of them', async (t) => {
  const { written, out } = output(20);
  out.write(info(1));
  out.write(info(2));
  t.deepEqual(written, []);
  for (let tries = 0; tries < 200 && written.length === 0; tries += 1) await sleep(10);
  t.deepEqual(written, [[info(1), info(2)]]);
});

test('[threat 786] a warning is written at once, with the lines before it: an end of the process loses none of them', (t) => {
  const { written, out } = output(60_000);
  out.write(info(1));
  out.write('{"level":40}\n');
  t.deepEqual(written, [[info(1), '{"level":40}\n']]);
});
