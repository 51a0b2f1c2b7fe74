import { readFileSync } from 'node:fs';
import test from 'ava';
import { endedDaily } from '../../src/adapters/postgres/retention/retention.ts';
import { daysOf, type Kept, retention } from '../../src/domain/retention.ts';
import { retentionTerms } from '../../src/features/privacy/retention-terms.ts';
import { catalogueOf } from '../../src/locales/locale.ts';

const spanish = catalogueOf('es-CL');
const terms = retentionTerms(spanish);
const rules = Object.entries(retention) as [Kept, (typeof retention)[Kept]][];

test('the table of docs/retention.md is the one that the product applies', (t) => {
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
    terms.map(({ data, term, basis, ending, by }) => [data, term, basis, ending, by]),
  );
});

test('the daily job applies every term that the table assigns to it, and no other', (t) => {
  const daily = rules.filter(([, { by }]) => by === 'each-day').map(([kept]) => kept);
  t.deepEqual(endedDaily.toSorted(), daily.toSorted());
});

const termOf = (kept: Kept) => spanish.retention.term(retention[kept].days, spanish.retention.kinds[kept].since);

test('a term is written in days, or in years where that is shorter', (t) => {
  t.is(termOf('exports'), '7 días desde que está lista');
  t.is(termOf('registrations'), '1 día desde el registro');
  t.is(termOf('holds'), '1 año desde que terminan');
  t.is(termOf('audit'), '5 años desde el acto');
  t.is(termOf('accounts'), 'Mientras exista la cuenta');
  t.throws(() => daysOf('accounts'), { message: /does not end by days/ });
});

test('each kind of data has a reason, and no two rows are the same', (t) => {
  for (const { data, basis, ending } of terms) t.true(basis.length > 10 && ending.length > 5, data);
  t.is(new Set(terms.map(({ data }) => data)).size, rules.length);
});
