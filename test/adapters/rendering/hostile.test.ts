import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { chooseConfinement } from '../../../src/adapters/rendering/choose-confinement.ts';
import { renderingCommand } from '../../../src/adapters/rendering/confinement.ts';
import { drawFiles } from '../../../src/adapters/rendering/draw-files.ts';
import { runProgram } from '../../../src/adapters/rendering/run-program.ts';
import { Refusal } from '../../../src/domain/refusal.ts';
import type { Unavailable } from '../../../src/ports/unavailable.ts';
import { png } from '../../helpers/files/images.ts';

const LIMITS = { milliseconds: 3000, memory: 256 * 1024 * 1024, output: 1_000_000 };
const programAt = (name: string) => fileURLToPath(new URL(`../../helpers/files/programs/${name}.ts`, import.meta.url));
const plain = (name: string) => ({ file: process.execPath, args: ['--no-warnings', programAt(name)] });

/** How a file ends that this program draws, and what was told of it. */
async function endOf(name: string) {
  const notes: object[] = [];
  const draw = drawFiles({
    note: (note) => void notes.push(note),
    choose: async () => ({ command: plain(name), held: [] }),
    limits: LIMITS,
  });
  const end = await draw(await png()).catch((error: unknown) => error);
  return { code: end instanceof Refusal ? end.code : end, told: notes.at(-1) };
}

for (const [name, told] of Object.entries({
  hangs: { stopped: 'time' },
  breaks: { crashed: 'SIGABRT' },
  'takes-memory': { stopped: 'memory' },
  'writes-on': { stopped: 'output' },
  lies: { crashed: 'answer' },
}))
  test(`[threat 363] a process that ${name} is stopped and told, and its file refused`, async (t) => {
    t.deepEqual(await endOf(name), { code: 'file-not-drawn', told });
  });

test('[threat 364] the process has no settings, no files, no programs, no network and no rights', async (t) => {
  const listener = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => listener.once('listening', resolve));
  t.teardown(() => listener.close());
  const { port } = listener.address() as AddressInfo;
  const { held, command } = await chooseConfinement({ ...LIMITS, milliseconds: 20_000 });
  const told = await runProgram(
    renderingCommand(held, command.as !== undefined, programAt('tells')),
    Buffer.from(String(port)),
    LIMITS,
  );
  const what = JSON.parse('output' in told ? told.output.toString() : JSON.stringify(told));
  t.like(what, { settings: 'ERR_ACCESS_DENIED', passwords: 'ERR_ACCESS_DENIED', program: 'ERR_ACCESS_DENIED' });
  t.deepEqual(what.env, ['MALLOC_ARENA_MAX', 'UV_THREADPOOL_SIZE']);
  if (held.includes('network')) t.not(what.reached, 'connected');
  if (process.getuid?.() === 0) t.not(what.user, 0);
  t.log(held.join(', '));
});

test('[threat 363] a process that waits for ever ends with its server', async (t) => {
  const { held, command } = await chooseConfinement({ ...LIMITS, milliseconds: 20_000 });
  if (!held.includes('privileges')) return t.pass('this system has no setpriv');
  const waits = renderingCommand(held, command.as !== undefined, programAt('waits'));
  const leaves = plain('leaves');
  const server = spawn(leaves.file, [...leaves.args, JSON.stringify(waits)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [pid] = await once(server.stdout, 'data');
  t.true(isThere(Number(pid)));
  await once(server, 'exit');
  for (let look = 0; look < 200 && isThere(Number(pid)); look += 1) await setTimeout(10);
  t.false(isThere(Number(pid)));
});

function isThere(pid: number): boolean {
  const stat = `/proc/${pid}/stat`;
  return existsSync(stat) && !/\) Z /.test(readFileSync(stat, 'utf8'));
}

test('[threat 365] files that wait are bounded: a further one is refused at once, and no other waits for it', async (t) => {
  const draw = drawFiles({
    note: () => {},
    choose: async () => ({ command: plain('hangs'), held: [] }),
    limits: { ...LIMITS, milliseconds: 1000 },
    turns: { width: 1, room: 1, longestMs: 200 },
  });
  const picture = await png();
  const ends = await Promise.all(
    [1, 2, 3].map(() => draw(picture).catch((error: Refusal | Unavailable) => error.name + error.message)),
  );
  t.deepEqual(ends, [
    'Refusalfile-not-drawn',
    'Unavailablerenderer is not available',
    'Unavailablerenderer is not available',
  ]);
});
