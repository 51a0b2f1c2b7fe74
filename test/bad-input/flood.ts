import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Checks, histogram, quantile } from '../helpers/proof/checks.ts';
import { inLanes } from '../helpers/proof/platform.ts';
import { ask, type ServerProcess } from '../helpers/server-process.ts';
import { chanceFrom } from './chance.ts';
import { type Heard, type Raw, send } from './raw.ts';
import { tokenMistakes } from './token-mistakes.ts';
import { openVisitor, type Visitor } from './visitor.ts';
import { webMistakes } from './web-mistakes.ts';
import { wireMistakes } from './wire-mistakes.ts';

const WARM_UP = 150;
const RSS_LIMIT_MB = 50;
/** What only a program would say: stack traces, statements, files, the names of JavaScript's errors. */
const inner = /\n\s+at | at \/|file:\/\/|node_modules|\bselect .{1,200} from |insert into |\w+Error\b|oops!/i;

interface Seen extends Heard {
  readonly request: Raw;
}

/** Wrong requests of every kind, four at a time: each is refused in words, and the house stands as before. */
export async function flood(checks: Checks, server: ServerProcess, count: number, seed: number): Promise<void> {
  checks.chapter(`${count} wrong requests, seed ${seed} (repeat with --seed=${seed})`);
  const chance = chanceFrom(seed);
  const visitor = await openVisitor(server, 'torpe');
  const make = (amount: number) => Array.from({ length: amount }, () => mistake(chance, visitor));
  await sendAll(server, make(WARM_UP));
  const before = await restingMegabytes(server.pid);
  const seen = await sendAll(server, make(count));
  const after = await restingMegabytes(server.pid);
  report(checks, seen);
  judge(checks, server, seen);
  checks.measure('RSS before and after, MB', `${before.toFixed(0)}, ${after.toFixed(0)}`);
  checks.check(
    `RSS grew less than ${RSS_LIMIT_MB} MB`,
    after - before < RSS_LIMIT_MB,
    `${(after - before).toFixed(0)} MB`,
  );
  checks.check(
    'the server is still the same, and ready',
    server.running() && (await ask(server, '/ready')).status === 200,
  );
}

function mistake(chance: ReturnType<typeof chanceFrom>, visitor: Visitor): Raw {
  const family = chance.pick([webMistakes, webMistakes, wireMistakes, tokenMistakes]);
  return chance.pick(family)(chance, visitor);
}

async function sendAll({ port }: ServerProcess, requests: readonly Raw[]): Promise<readonly Seen[]> {
  const seen: Seen[] = [];
  await inLanes(requests, 4, async (request) => void seen.push({ request, ...(await send(port, request)) }));
  return seen;
}

/** What the process keeps once it has had time to give back what it does not need: the least of two seconds. */
async function restingMegabytes(pid: number): Promise<number> {
  const samples: number[] = [];
  for (let sample = 0; sample < 5; sample += 1) {
    await sleep(400);
    const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    samples.push(Number(kilobytes) / 1024);
  }
  return Math.min(...samples);
}

function report(checks: Checks, seen: readonly Seen[]): void {
  const times = seen.map(({ ms }) => ms);
  checks.measure('requests by kind', histogram(seen.map(({ request }) => request.kind)));
  checks.measure('answers by status (0: none)', histogram(seen.map(({ status }) => status)));
  checks.measure('p50 and p99, ms', `${quantile(times, 0.5).toFixed(1)}, ${quantile(times, 0.99).toFixed(1)}`);
}

function judge(checks: Checks, { log }: ServerProcess, seen: readonly Seen[]): void {
  const faults = seen.filter(({ status }) => status >= 500);
  checks.check('no answer is a 5xx', faults.length === 0, firstOf(faults));
  const silent = seen.filter(({ status }) => status === 0);
  checks.check('every request gets an answer', silent.length === 0, firstOf(silent));
  const telling = seen.filter(({ body }) => inner.test(body));
  checks.check('no answer tells of the inside', telling.length === 0, firstOf(telling));
  const injected = log.filter((line) => !isOneEntry(line));
  checks.check(
    'every line of the log is an entry of ours',
    injected.length === 0,
    injected.slice(0, 5).join(' | ').slice(0, 600),
  );
}

/** The first one, so that somebody can send it again. */
function firstOf(seen: readonly Seen[]): string {
  const [first] = seen;
  if (!first) return '';
  const { request, status, body } = first;
  const start = request.bytes.toString('latin1');
  return `${seen.length}: [${request.kind}] ${JSON.stringify(`${start.slice(0, 300)} … ${start.slice(-120)}`)} -> ${status} ${inner.exec(body)?.[0] ?? ''}`;
}

function isOneEntry(line: string): boolean {
  try {
    return (JSON.parse(line) as { msg?: string }).msg !== 'inyectada';
  } catch {
    return false;
  }
}
