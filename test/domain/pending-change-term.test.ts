import test from 'ava';
import { changeDueAt } from '../../src/domain/pending-change-term.ts';

const at = (local: string, offset = '-03:00') => new Date(`${local}:00${offset}`);

test('[floor 5] the term is 72 hours where they contain a whole working day of the telephone', (t) => {
  const monday = at('2026-11-30T10:15');
  t.deepEqual(changeDueAt(monday, 72), at('2026-12-03T10:15'));
});

test('[floor 5] a request of Friday morning waits until the telephone closes on Monday', (t) => {
  t.deepEqual(changeDueAt(at('2026-11-27T09:01'), 72), at('2026-11-30T18:00'));
  t.deepEqual(changeDueAt(at('2026-11-27T09:00'), 72), at('2026-11-30T09:00'), 'the whole Friday lies in it');
});

test('[floor 5] holidays are no working days of the telephone: the eighteenth of September, and Christmas on a Friday', (t) => {
  t.deepEqual(changeDueAt(at('2026-09-17T12:00'), 72), at('2026-09-21T18:00'));
  t.deepEqual(changeDueAt(at('2026-12-24T12:00'), 72), at('2026-12-28T18:00'));
});

test('[floor 5] a term of 24 hours contains a whole working day too, in winter time as well', (t) => {
  t.deepEqual(changeDueAt(at('2026-06-10T12:00', '-04:00'), 24), at('2026-06-11T18:00', '-04:00'));
});

test('[floor 5] with 0 hours, whose risk was accepted, changes apply at once', (t) => {
  const friday = at('2026-11-27T17:00');
  t.deepEqual(changeDueAt(friday, 0), friday);
});
