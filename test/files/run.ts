/**
 * `npm run files [-- --short]`: 200 files of 1 MB at once from 200 owners, after some that warm up: what each gets, the
 * memory of the server, and how long other pages take meanwhile.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { makeTemplate, openTestServer } from '../helpers/database.ts';
import { pngOf } from '../helpers/files/images.ts';
import { type Checks, histogram, quantile, spread } from '../helpers/proof/checks.ts';
import { type Closers, runBody } from '../helpers/proof/ground.ts';

const MINUTES = 8;
/** Bytes that the server may grow beyond what it had at the most after the files that warm it up. */
const GROWTH = 96 * 1024 * 1024;

interface Side {
  readonly child: ChildProcess;
  readonly issuer: string;
  readonly files: string;
}

await runBody(async (checks, short, closers) => {
  const side = await openSide(closers);
  const pictures = [await pngOf(), await photograph()];
  const count = short ? 60 : 200;
  const before = await otherPages(side, 3000);
  await sendAtOnce(side, pictures, 30);
  const warm = await peakDuring(side, () => sendAtOnce(side, pictures, 30));
  const stored = await storedIn(side);
  checks.chapter(`${count} files at once`);
  let answers: readonly number[] = [];
  const { bytes, others } = await peakDuring(side, async () => {
    answers = await sendAtOnce(side, pictures, count);
  });
  judge(checks, { answers, stored: (await storedIn(side)) - stored, grown: bytes - warm.bytes });
  checks.measure('memory of the server, MB: after the warm-up, and at the most', `${mb(warm.bytes)}, ${mb(bytes)}`);
  checks.measure('ms of another page alone', spread(before));
  checks.measure('ms of another page meanwhile', spread(others));
  checks.check(
    'other pages are served within three seconds',
    quantile(others, 0.95) < 3000,
    `${others.length} of them`,
  );
}, MINUTES);

function mb(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}

function judge(
  checks: Checks,
  { answers, stored, grown }: { answers: readonly number[]; stored: number; grown: number },
): void {
  checks.measure('answers', histogram(answers));
  const taken = answers.filter((status) => status === 200).length;
  checks.check(
    'each is taken, or told to come again (503)',
    answers.every((status) => [200, 503].includes(status)),
  );
  checks.check('some are taken', taken > 0, String(taken));
  checks.check('those that were taken are stored, and no other', stored === taken, String(stored));
  checks.check(`the server grows by less than ${mb(GROWTH)} MB`, grown < GROWTH, `${mb(grown)} MB`);
}

async function openSide(closers: Closers): Promise<Side> {
  const local = await openTestServer();
  closers.push(() => local.stop());
  await makeTemplate(local.connection, { content: 'people' });
  const program = fileURLToPath(new URL('server.ts', import.meta.url));
  const child = fork(program, {
    env: { ...process.env, TEST_PG: JSON.stringify(local.connection) },
    execArgv: ['--no-warnings'],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  closers.push(async () => {
    child.kill();
    await once(child, 'exit');
  });
  const [line] = (await once(child.stdout as NodeJS.EventEmitter, 'data')) as [Buffer];
  return { child, ...(JSON.parse(String(line)) as Omit<Side, 'child'>) };
}

/** A picture with noise, as a telephone takes it: its pixels are larger than the file. */
async function photograph(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  return sharp({ create: { width: 1600, height: 1200, channels: 3, background: 'red', noise } })
    .jpeg({ quality: 60 })
    .toBuffer();
}

function sendAtOnce({ files }: Side, pictures: readonly Buffer[], count: number): Promise<readonly number[]> {
  const send = async (place: number): Promise<number> => {
    const body = new FormData();
    body.append('archivo', new Blob([new Uint8Array(pictures[place % pictures.length] as Buffer)]), 'a.jpg');
    const answer = await fetch(`${files}?owner=${randomUUID()}`, { method: 'POST', body });
    await answer.text();
    return answer.status;
  };
  return Promise.all(Array.from({ length: count }, (_, place) => send(place)));
}

/** The most memory that the server had during some work, and how long another page took meanwhile. */
async function peakDuring(side: Side, work: () => Promise<unknown>) {
  let bytes = 0;
  const look = setInterval(() => {
    const status = readFileSync(`/proc/${side.child.pid}/status`, 'utf8');
    bytes = Math.max(bytes, Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) * 1024);
  }, 20);
  let isOver = false;
  const others = otherPages(side, Number.POSITIVE_INFINITY, () => isOver);
  await work();
  isOver = true;
  clearInterval(look);
  return { bytes, others: await others };
}

/** Milliseconds of the answer whether the server is ready, which asks the database, and of the first page. */
async function otherPages({ issuer }: Side, forMs: number, isOver = () => false): Promise<readonly number[]> {
  const taken: number[] = [];
  const begun = performance.now();
  while (!isOver() && performance.now() - begun < forMs) {
    const since = performance.now();
    const answers = [await fetch(`${issuer}/ready`), await fetch(issuer)];
    for (const answer of answers) await answer.text();
    if (answers.every(({ status }) => status === 200)) taken.push(performance.now() - since);
    await sleep(20);
  }
  return taken;
}

async function storedIn({ child }: Side): Promise<number> {
  child.send('count');
  const [count] = (await once(child, 'message')) as [number];
  return count;
}
