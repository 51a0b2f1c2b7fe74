import test from 'ava';
import type { Refusal } from '../../src/domain/refusal.ts';
import {
  answerDue,
  complaintUntil,
  extendedDue,
  needsKey,
  parseRight,
  parseRightDetail,
  rightFolio,
  rightKinds,
  rightsOf,
} from '../../src/domain/rights.ts';
import type { Day } from '../../src/domain/working-days.ts';

const day = (text: string): Day => text as Day;
const codeOf = (act: () => unknown): string => {
  try {
    act();
    return 'done';
  } catch (error) {
    return (error as Refusal).code;
  }
};

test('an answer is due in thirty calendar days, one to a block in two working days', (t) => {
  for (const kind of rightKinds.filter((one) => one !== 'bloqueo'))
    t.is(answerDue(kind, day('2026-12-01')), day('2026-12-31'), kind);
  t.is(answerDue('bloqueo', day('2026-12-01')), day('2026-12-03'));
  // Friday before a weekend, and the day before a holiday.
  t.is(answerDue('bloqueo', day('2026-12-04')), day('2026-12-09'));
  t.is(answerDue('bloqueo', day('2026-12-07')), day('2026-12-10'));
});

test('past the end of the table of holidays a block is due too early, and never too late', (t) => {
  t.is(answerDue('bloqueo', day('2028-12-30')), day('2029-01-01'));
});

test('the term is extended once, by thirty calendar days, and never for a block', (t) => {
  t.is(extendedDue('acceso', day('2026-12-31'), false), day('2027-01-30'));
  t.is(extendedDue('acceso', day('2027-01-30'), true), undefined);
  t.is(extendedDue('bloqueo', day('2026-12-03'), false), undefined);
});

test('a person who got an answer has thirty working days to complain', (t) => {
  t.is(complaintUntil(day('2026-12-01')), day('2027-01-15'));
  t.is(complaintUntil(day('2028-12-20')), undefined);
});

test('a company has no personal data: its representative may not block or close it this way', (t) => {
  t.deepEqual(rightsOf('juridica'), ['acceso', 'rectificacion', 'oposicion']);
  t.deepEqual(rightsOf('natural'), rightKinds);
  t.is(
    codeOf(() => parseRight('bloqueo', 'juridica')),
    'right-missing',
  );
  t.is(parseRight('bloqueo', 'migrante'), 'bloqueo');
  t.is(
    codeOf(() => parseRight('portabilidad', 'natural')),
    'right-missing',
  );
});

test('requests that stop or end an account ask for the key', (t) => {
  t.deepEqual(rightKinds.filter(needsKey), ['supresion', 'bloqueo']);
});

test('requests to correct, oppose or block need a description', (t) => {
  for (const kind of ['rectificacion', 'oposicion', 'bloqueo'] as const)
    t.is(
      codeOf(() => parseRightDetail('  ', kind)),
      'right-detail-missing',
      kind,
    );
  t.is(parseRightDetail('', 'acceso'), undefined);
  t.is(parseRightDetail(' Mi  apellido ', 'rectificacion'), 'Mi apellido');
  t.is(parseRightDetail('Uno \r\n\r\n\r\n\r\n dos\ttres', 'oposicion'), 'Uno\n\ndos tres');
  t.is(
    codeOf(() => parseRightDetail('x'.repeat(1501), 'acceso')),
    'field-too-long',
  );
});

test('a folio can be read aloud', (t) => {
  t.is(rightFolio(Uint8Array.from([0, 1, 2, 3, 30, 31, 32, 255])), 'LD-2345-YZ2Z');
});
