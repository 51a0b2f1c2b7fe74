import { readFileSync } from 'node:fs';
import test from 'ava';
import { endedDaily } from '../../src/adapters/postgres/retention/retention.ts';
import { daysOf, type Kept, retention, termOf } from '../../src/domain/retention.ts';

const rules = Object.entries(retention) as [Kept, (typeof retention)[Kept]][];

test('the table of docs/retention.md is the table of the product', (t) => {
  const doc = readFileSync(new URL('../../docs/retention.md', import.meta.url), 'utf8');
  const rows = doc
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  const [head, ...body] = rows.filter((row) => row.length === 5);
  t.deepEqual(head, ['Dato', 'Plazo', 'Base', 'Qué pasa', 'Cuándo']);
  t.deepEqual(
    body,
    rules.map(([, rule]) => [rule.data, termOf(rule), rule.basis, rule.ending, rule.by]),
  );
});

test('every term that a daily job keeps is kept by the daily job, and no other', (t) => {
  const daily = rules.filter(([, { by }]) => by === 'cada día').map(([kept]) => kept);
  t.deepEqual(endedDaily.toSorted(), daily.toSorted());
});

test('a term is read in days, or in years where that is easier', (t) => {
  t.is(termOf(retention.exports), '7 días desde que está lista');
  t.is(termOf(retention.registrations), '1 día desde el registro');
  t.is(termOf(retention.holds), '1 año desde que terminan');
  t.is(termOf(retention.audit), '5 años desde el acto');
  t.is(termOf(retention.accounts), 'Mientras exista la cuenta');
  t.throws(() => daysOf('accounts'), { message: /does not end by days/ });
});

test('each kind of data has a reason, and no two rows are the same', (t) => {
  for (const [kept, { basis, ending }] of rules) t.true(basis.length > 10 && ending.length > 5, kept);
  t.is(new Set(rules.map(([, { data }]) => data)).size, rules.length);
});
