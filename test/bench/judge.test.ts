import test from 'ava';
import { faultsOf, readRecorded } from './judge.ts';
import { operations } from './operations/all.ts';
import type { Figures, Row } from './report/row.ts';

const figures: Figures = {
  rate: 100,
  serverMs: 4,
  postgresMs: 1,
  errors: 0,
  firstError: undefined,
  p50: 10,
  p95: 12,
  p99: 20,
};

const row: Row = {
  name: 'refresh',
  ours: figures,
  bare: { ...figures, serverMs: 2 },
  statements: 9,
  commits: 2,
  ratio: 0.5,
  cpuRatio: 0.5,
};

const recorded = { statements: 9, commits: 2, ratio: 0.5 };

test('an operation as recorded passes, and so does a better one', (t) => {
  t.deepEqual(faultsOf(row, recorded), []);
  t.deepEqual(faultsOf({ ...row, statements: 3, commits: 1, cpuRatio: 0.9 }, recorded), []);
});

test('one statement or one commit more than recorded fails', (t) => {
  t.deepEqual(faultsOf({ ...row, statements: 10 }, recorded), ['10 statements, recorded 9']);
  t.deepEqual(faultsOf({ ...row, commits: 3 }, recorded), ['3 commits, recorded 2']);
});

test('a ratio below 0.7 of the recorded one fails, also one that could not be measured', (t) => {
  t.deepEqual(faultsOf({ ...row, cpuRatio: 0.36 }, recorded), []);
  t.deepEqual(faultsOf({ ...row, cpuRatio: 0.34 }, recorded), ['ratio 0.34, recorded 0.5']);
  t.is(faultsOf({ ...row, cpuRatio: Number.NaN }, recorded).length, 1);
});

test('an error on either side fails, and so does a side that did nothing', (t) => {
  const failed = { ...figures, errors: 1, firstError: 'userinfo answers 401' };
  t.deepEqual(faultsOf({ ...row, ours: failed }, recorded), ['1 errors: userinfo answers 401']);
  t.deepEqual(faultsOf({ ...row, bare: failed }, recorded), ['1 errors: userinfo answers 401']);
  t.is(faultsOf({ ...row, ours: { ...figures, rate: Number.NaN } }, recorded).length, 1);
});

test('statements and commits of every operation are recorded, and of no other', (t) => {
  t.deepEqual(Object.keys(readRecorded()).toSorted(), operations.map(({ name }) => name).toSorted());
  t.is(faultsOf(row, undefined).length, 1);
});
