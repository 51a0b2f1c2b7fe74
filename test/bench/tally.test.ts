import test from 'ava';
import { count } from './count/tally.ts';

function tallyOf(texts: readonly string[]) {
  const tally = { statements: 0, commits: 0 };
  const connection = { inTransaction: false };
  for (const text of texts) count(tally, connection, text);
  return tally;
}

test('a transaction is one commit, whatever it writes; each text is a statement', (t) => {
  const texts = ['BEGIN;', 'insert into a values (1)', 'update a set b = 1', 'select 1', 'COMMIT;'];
  t.deepEqual(tallyOf(texts), { statements: 5, commits: 1 });
});

test('a write outside of a transaction is a commit, a read is none', (t) => {
  const texts = ['update a set b = 1', 'select 1', 'with c as (select 1) insert into a select * from c'];
  t.deepEqual(tallyOf(texts), { statements: 3, commits: 2 });
  t.deepEqual(tallyOf(['with c as (select 1) select * from c']), { statements: 1, commits: 0 });
});

test('a transaction that is rolled back is no commit, and the next write alone is one', (t) => {
  t.deepEqual(tallyOf(['begin', 'delete from a', 'rollback', 'delete from a']), { statements: 4, commits: 1 });
  t.deepEqual(tallyOf(['begin', 'savepoint s', 'rollback to savepoint s', 'commit']), { statements: 4, commits: 1 });
});

test('notifications apart from an act and settings of a new connection are not counted', (t) => {
  t.deepEqual(tallyOf(['set statement_timeout = 1', `select pg_notify('a', 'b')`]), { statements: 0, commits: 0 });
});
