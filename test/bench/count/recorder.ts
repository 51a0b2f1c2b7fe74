/**
 * Loaded before the product (`--import`) in a process that is not timed: counts what each run of an operation asks the
 * database. A request names its run in a header; work of the background belongs to none.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { writeFileSync } from 'node:fs';
import { type IncomingMessage, Server } from 'node:http';
import pg from 'pg';
import { type Counted, count, type Tally } from './tally.ts';

/** The header by which the load names a run. */
const RUN = 'x-bench-run';

const tallies = new Map<string, Tally>();
const current = new AsyncLocalStorage<Tally>();

watchRequests();
watchDatabase();
const file = process.env.BENCH_COUNTS;
if (file) process.on('SIGUSR2', () => writeFileSync(file, JSON.stringify(Object.fromEntries(tallies))));

function watchRequests(): void {
  const { emit } = Server.prototype;
  Server.prototype.emit = function (this: Server, event: string | symbol, ...words: unknown[]) {
    const run = event === 'request' ? (words[0] as IncomingMessage).headers[RUN] : undefined;
    const pass = (): boolean => Reflect.apply(emit, this, [event, ...words]);
    return typeof run === 'string' ? current.run(tallyOf(run), pass) : pass();
  };
}

function tallyOf(run: string): Tally {
  const tally = tallies.get(run) ?? { statements: 0, commits: 0 };
  tallies.set(run, tally);
  return tally;
}

function watchDatabase(): void {
  const connections = new WeakMap<object, Counted>();
  const { query } = pg.Client.prototype;
  Object.assign(pg.Client.prototype, {
    query(this: pg.Client, ...words: [string | { readonly text?: string }, ...never[]]) {
      const connection = connections.get(this) ?? { inTransaction: false };
      connections.set(this, connection);
      const [asked] = words;
      count(current.getStore(), connection, (typeof asked === 'string' ? asked : asked.text) ?? '');
      return Reflect.apply(query, this, words);
    },
  });
}
