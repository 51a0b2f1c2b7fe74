import test from 'ava';
import {
  databaseErrors,
  driverTexts,
  type Meaning,
  readDatabaseError,
} from '../../../../src/adapters/postgres/database/error-table.ts';
import { SlowStatement, translate } from '../../../../src/adapters/postgres/database/errors.ts';
import { Unavailable } from '../../../../src/ports/unavailable.ts';

const withCode = (code: string, message = 'x'): Error => Object.assign(new Error(message), { code });
const thrownBy = (error: unknown): unknown => {
  try {
    return translate(error, () => 'accounts.find');
  } catch (thrown) {
    return thrown;
  }
};

/** Conditions of PostgreSQL 18, appendix A, by how the server handles each; whole classes where they are alike. */
const conditions: Readonly<Record<Meaning, readonly string[]>> = {
  retry: ['40000', '40001', '40P01', '55P03'],
  unavailable: [
    ...['08000', '08003', '08006', '08001', '08004', '08007', '08P01', '25006', '26000', '28000', '28P01', '3D000'],
    ...['40003', '53000', '53100', '53200', '53300', '53400', '57P01', '57P02', '57P03', '57P04', '57P05'],
    ...['58000', '58030', '58P01'],
  ],
  fault: [
    ...['0A000', '21000', '22001', '22P02', '23502', '23503', '23505', '23514', '25001', '25P01', '25P02', '25P03'],
    ...['25P04', '40002', '42501', '42601', '42703', '42P01', '42P05', '54000', '55000', '55006', '57000', '57014'],
    ...['P0001', 'XX000', 'XX001', 'XX002'],
  ],
};

for (const meaning of Object.keys(conditions) as Meaning[])
  test(`[B2] what an SQLSTATE means is in one table: ${meaning}`, (t) => {
    for (const code of conditions[meaning]) t.is(readDatabaseError(withCode(code)).meaning, meaning, code);
  });

test('[B1, B2] a broken connection means that the database is away, whichever layer reports it, and is closed', (t) => {
  const codes = databaseErrors.filter(({ code }) => /^[A-Z]{3}/.test(code)).map(({ code }) => code);
  t.true(codes.length > 15);
  for (const code of codes) t.like(readDatabaseError(withCode(code)), { meaning: 'unavailable', closes: 'this' }, code);
  const said = [
    'Connection terminated',
    'Connection terminated unexpectedly',
    'Connection ended unexpectedly',
    'Client has encountered a connection error and is not queryable',
    'Client was closed and is not queryable',
    'timeout expired',
    'Query read timeout',
    'Received unexpected rowDescription message from backend.',
    'There was an error establishing an SSL connection',
    'The server does not support SSL connections',
    'Unable to acquire a connection',
    'Knex: Timeout acquiring a connection. The pool is probably full.',
  ];
  for (const message of said) {
    t.is(readDatabaseError(new Error(message)).meaning, 'unavailable', message);
    t.is(readDatabaseError(new Error(`select "a" from "b" - ${message}`)).meaning, 'unavailable', message);
  }
  for (const text of driverTexts)
    t.true(
      said.some((message) => text.test(message)),
      String(text),
    );
  t.is(readDatabaseError(new Error('anything else')).meaning, 'fault');
  t.is(readDatabaseError(undefined).meaning, 'fault');
});

test('[B2] every row of the table decides something, and no code is listed twice', (t) => {
  const known = new Set(Object.values(conditions).flat());
  for (const { code } of databaseErrors.filter(({ code }) => /^[\dX]/.test(code)))
    t.true(
      [...known].some((each) => each.startsWith(code) && readDatabaseError(withCode(each)).code === code),
      code,
    );
  t.is(new Set(databaseErrors.map(({ code }) => code)).size, databaseErrors.length);
});

test('[S5] a statement over its time limit is a fault with its name and no value, and not a database that is away', (t) => {
  const slow = thrownBy(withCode('57014', 'canceling statement due to statement timeout'));
  t.true(slow instanceof SlowStatement);
  t.regex((slow as Error).message, /accounts\.find/);
  const lock = thrownBy(withCode('55P03'));
  t.true(lock instanceof Unavailable);
  t.is((lock as Unavailable).retryAfter, 1);
});

test('[S5] waiting for a contended row is no slow statement of ours: the caller tries again', (t) => {
  const canceled = withCode('57014', 'canceling statement due to statement timeout');
  for (const statement of [
    'select id from accounts where id = ? for update',
    'find: select 1 from x FOR NO KEY UPDATE',
  ]) {
    const busy = t.throws(() => translate(canceled, () => statement));
    t.true(busy instanceof Unavailable, statement);
    t.is((busy as Unavailable).retryAfter, 1);
  }
});
