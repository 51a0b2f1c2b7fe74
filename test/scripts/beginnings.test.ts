/** `test/helpers/beginnings.ts`: what several tests begin with is made once, and no test sees another's rows or its age. */
import { randomBytes } from 'node:crypto';
import test, { type ExecutionContext } from 'ava';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import type { Beginning } from '../helpers/beginnings.ts';

const DAY = 24 * 3_600_000;

/** A beginning of one test alone, and the instants at which it was made, by the clock of its app. */
function marked(change: (app: TestApp) => Promise<void> = async () => undefined) {
  const made: Date[] = [];
  const begins: Beginning<TestApp> = {
    name: randomBytes(8).toString('hex'),
    make: async (app) => {
      await app.raw.run((sql) => sql.raw('create table marks (mark text)'));
      await mark(app, 'begun');
      await change(app);
      made.push(app.deps.now());
    },
  };
  return { begins, made };
}

const mark = (app: TestApp, text: string) => app.raw.run((sql) => sql.raw('insert into marks values (?)', [text]));

async function marksOf(app: TestApp): Promise<readonly string[]> {
  const { rows } = await app.raw.run<{ rows: { mark: string }[] }>((sql) => sql.raw('select mark from marks'));
  return rows.map((row) => row.mark);
}

async function open(t: ExecutionContext, begins: Beginning<TestApp>): Promise<TestApp> {
  const app = await openTestApp({ begins });
  t.teardown(app.stop);
  return app;
}

test('a beginning is made once, and what one test writes no other test finds', async (t) => {
  const { begins, made } = marked();
  const [one, other] = await Promise.all([open(t, begins), open(t, begins)]);
  await mark(one, 'of one');
  t.deepEqual(await marksOf(one), ['begun', 'of one']);
  t.deepEqual(await marksOf(other), ['begun']);
  t.deepEqual(await marksOf(await open(t, begins)), ['begun']);
  t.is(made.length, 1);
});

/** By how much the clock of an app is ahead of the real one. */
const aheadOf = (app: TestApp): number => app.deps.now().getTime() - Date.now();

test('the clock of each copy continues where the beginning ended, however long ago that was', async (t) => {
  const { begins } = marked(async (app) => app.advance(DAY));
  const start = performance.now();
  const first = await open(t, begins);
  const later = await open(t, begins);
  // What passed between the two, as real time, has not passed for the later one.
  const spared = aheadOf(first) - aheadOf(later);
  t.true(spared > 2 && aheadOf(later) > DAY / 2, String(spared));
  t.true(spared <= performance.now() - start + 5, String(spared));
});

test('a beginning that cannot be made fails each test that begins with it', async (t) => {
  let tries = 0;
  const { begins } = marked(async () => {
    tries += 1;
    throw new Error(`try ${tries}`);
  });
  await t.throwsAsync(open(t, begins), { message: 'try 1' });
  await t.throwsAsync(open(t, begins), { message: 'try 2' });
});
