import test from 'ava';
import {
  alarmBefore,
  closesAccount,
  daysLeft,
  isLate,
  whyNotExtended,
  whyNotLifted,
} from '../../src/domain/right-terms.ts';
import { answerDue, parseReasons, parseRightFolio, rightFolio, rightKinds } from '../../src/domain/rights.ts';
import { addDays, type Day } from '../../src/domain/working-days.ts';

const day = (text: string): Day => text as Day;

/** Whether the alarm of a last day is on. */
const isAlarmed = (due: string, today: string): boolean => day(due) < alarmBefore(day(today));

test('the alarm of a term is on as soon as three working days are left, or fewer', (t) => {
  // After Friday 4 December 2026 come Monday, Wednesday (the 8th is a holiday) and Thursday, the last day.
  t.false(isAlarmed('2026-12-10', '2026-12-03'));
  t.true(isAlarmed('2026-12-10', '2026-12-04'));
  t.true(isAlarmed('2026-12-10', '2026-12-10'));
  t.true(isAlarmed('2026-12-10', '2027-01-10'), 'and stays on when it is over');
  // A last day in the middle of Fiestas Patrias: the alarm comes while the office is still open.
  t.true(isAlarmed('2026-09-20', '2026-09-14'));
  t.false(isAlarmed('2026-09-20', '2026-09-11'));
});

test('no last day is nearer than three calendar days without its alarm, and a block has it from the day it is asked', (t) => {
  for (let today = day('2026-11-28'), n = 0; n < 800; today = addDays(today, 1), n += 1) {
    for (let left = 0; left <= 3; left += 1) t.true(isAlarmed(addDays(today, left), today), today);
    t.true(isAlarmed(answerDue('bloqueo', today), today), `block ${today}`);
    t.false(isAlarmed(answerDue('acceso', today), today), today);
  }
});

test('days left are calendar days, those of a block working days, and overdue ones count from the last day', (t) => {
  t.is(daysLeft({ kind: 'acceso', dueOn: day('2026-12-31') }, day('2026-12-01')), 30);
  t.is(daysLeft({ kind: 'acceso', dueOn: day('2026-12-31') }, day('2027-01-02')), -2);
  t.is(daysLeft({ kind: 'bloqueo', dueOn: day('2026-12-10') }, day('2026-12-07')), 2);
  t.is(daysLeft({ kind: 'bloqueo', dueOn: day('2026-12-10') }, day('2026-12-10')), 0);
  t.is(daysLeft({ kind: 'bloqueo', dueOn: day('2026-12-10') }, day('2026-12-14')), -4);
});

test('a request is late that waits past its last day in Santiago, or was answered after it', (t) => {
  const dueOn = day('2026-12-31');
  const lastMinute = new Date('2027-01-01T02:59:00Z');
  const next = new Date('2027-01-01T03:01:00Z');
  t.false(isLate({ dueOn, answeredAt: undefined }, lastMinute));
  t.true(isLate({ dueOn, answeredAt: undefined }, next));
  t.false(isLate({ dueOn, answeredAt: lastMinute }, new Date('2027-06-01T00:00:00Z')));
  t.true(isLate({ dueOn, answeredAt: next }, next));
});

test('a term is extended once, in time, before the answer, and never for a block', (t) => {
  const term = { kind: 'acceso', dueOn: day('2026-12-31'), extendedAt: undefined, answeredAt: undefined } as const;
  const now = new Date();
  t.is(whyNotExtended(term, day('2026-12-31')), undefined);
  t.is(whyNotExtended(term, day('2027-01-01')), 'term-over');
  t.is(whyNotExtended({ ...term, extendedAt: now }, day('2026-12-01')), 'extended-before');
  t.is(whyNotExtended({ ...term, kind: 'bloqueo' }, day('2026-12-01')), 'block-not-extended');
  t.is(whyNotExtended({ ...term, answeredAt: now }, day('2026-12-01')), 'answered');
});

test('only a block in force is ended, and only a granted suppression closes the account', (t) => {
  t.is(whyNotLifted({ kind: 'bloqueo', liftedAt: undefined }), undefined);
  t.is(whyNotLifted({ kind: 'bloqueo', liftedAt: new Date() }), 'lifted-before');
  t.is(whyNotLifted({ kind: 'acceso', liftedAt: undefined }), 'no-block');
  for (const kind of rightKinds) {
    t.is(closesAccount(kind, 'acogida'), kind === 'supresion');
    t.is(closesAccount(kind, 'acogida-en-parte'), kind === 'supresion');
    t.false(closesAccount(kind, 'rechazada'));
  }
});

test('a folio is parsed back to the same value, and no other text is one', (t) => {
  for (let n = 0; n < 32; n += 1) {
    const folio = rightFolio(Uint8Array.from({ length: 8 }, (_, place) => n * 7 + place));
    t.is(parseRightFolio(` ${folio.toLowerCase().replaceAll('-', ' ')} `), folio);
  }
  for (const wrong of ['', 'LD-7F3K-9QW', 'LD-7F3K-9QWMM', 'CS-7F3K-9QWM', 'LD-0F3K-9QWM', '../LD-7F3K-9QWM'])
    t.is(parseRightFolio(wrong), undefined, wrong);
});

test('blank reasons count as none', (t) => {
  for (const empty of ['', ' \n\t', '\u200b\u202e']) t.is(parseReasons(empty), undefined);
});
