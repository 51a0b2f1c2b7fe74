/** A year of requests, each answered at the last moment that the clock of its term gives: the clock makes none late. */
import test, { type ExecutionContext } from 'ava';
import holidays from '../../src/domain/holidays.json' with { type: 'json' };
import { alarmBefore, daysLeft, isLate, whyNotExtended } from '../../src/domain/right-terms.ts';
import { answerDue, complaintUntil, extendedDue, type RightKind, rightKinds } from '../../src/domain/rights.ts';
import { type Day, dayOf } from '../../src/domain/working-days.ts';

const REQUESTS = 5000;
/** What the year has, as docs/rights.md says it. */
const FIGURES = { requests: 5000, extended: 1566, blocks: 986, overHolidays: 108 };
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const BEGIN = Date.UTC(2026, 11, 31);
const END = BEGIN + 366 * DAY;

/** The same numbers in each run, from 0 up to 1 (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The first Sunday of a month from its second day on, at an hour of UTC: when Chile changes its clocks (DS 224/2022). */
function change(year: number, month: number, hour: number): number {
  const second = new Date(Date.UTC(year, month, 2));
  return second.getTime() + ((7 - second.getUTCDay()) % 7) * DAY + hour * HOUR;
}

/** Hours that Santiago is behind UTC, by the decree and not by the tables of the engine: 4 in winter, else 3. */
function hoursBehind(at: number): number {
  const year = new Date(at).getUTCFullYear();
  return at >= change(year, 3, 3) && at < change(year, 8, 4) ? 4 : 3;
}

/** The day in Santiago, reckoned apart from the product. */
const santiago = (at: number): Day => new Date(at - hoursBehind(at) * HOUR).toISOString().slice(0, 10) as Day;

/** The last millisecond of a day in Santiago: the day ends 3 or 4 hours into the next day of UTC. */
function lastMoment(day: string): number {
  const next = Date.parse(`${day}T00:00:00Z`) + DAY;
  return santiago(next + 4 * HOUR - 1) === day ? next + 4 * HOUR - 1 : next + 3 * HOUR - 1;
}

const later = (day: string, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10) as Day;

const off = new Set(holidays.map(({ day }) => day));
const isOpen = (day: string): boolean => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()) && !off.has(day);

/** Some working days after a day, counted one by one. */
const workingDaysLater = (day: string, count: number): Day => {
  const open = Array.from({ length: 120 }, (_, n) => later(day, n + 1)).filter(isOpen);
  return open[count - 1] as Day;
};

/** Instants at which a clock errs, if it errs: around midnight, changes of the hour, the year's end, 29 February. */
const edges = [2027, 2028]
  .flatMap((year) => [
    change(year, 3, 3),
    change(year, 8, 4),
    Date.UTC(year, 0, 1, 3),
    Date.UTC(year, 1, 28, 3),
    Date.UTC(year, 1, 29, 3),
    Date.UTC(year, 8, 17, 3),
    Date.UTC(year, 11, 24, 3),
  ])
  .filter((at) => at < END)
  .flatMap((at) => [-HOUR - 1, -HOUR, -1, 0, 1, HOUR - 1, HOUR].map((by) => at + by));

interface Filed {
  readonly at: number;
  readonly kind: RightKind;
  /** Where in its term it is extended, from 0 (at once) to 1 (at its last moment); undefined: not. */
  readonly extended: number | undefined;
}

function year(): readonly Filed[] {
  const next = numbers(20270101);
  return Array.from({ length: REQUESTS }, (_, n) => ({
    at: edges[n] ?? Math.floor(BEGIN + next() * (END - BEGIN)),
    kind: rightKinds[Math.floor(next() * rightKinds.length)] as RightKind,
    extended: next() < 0.4 ? Math.min(1, next() * 1.2) : undefined,
  }));
}

/** The last day of a request, extended if it was and may be, each checked against a count of its own. */
function lastDay(t: ExecutionContext, { at, kind, extended }: Filed): Day {
  const asked = dayOf(new Date(at));
  t.is(asked, santiago(at), 'the day in Santiago');
  const due = answerDue(kind, asked);
  t.is(due, kind === 'bloqueo' ? workingDaysLater(asked, 2) : later(asked, 30), `${kind} of ${asked}`);
  const term = { kind, dueOn: due, extendedAt: undefined, answeredAt: undefined };
  if (extended === undefined) return due;
  const when = dayOf(new Date(at + (lastMoment(due) - at) * extended));
  if (kind === 'bloqueo') {
    t.is(whyNotExtended(term, when), 'block-not-extended');
    t.is(extendedDue(kind, due, false), undefined);
    return due;
  }
  t.is(whyNotExtended(term, when), undefined, `in time until the last moment of ${due}`);
  t.is(whyNotExtended(term, dayOf(new Date(lastMoment(due) + 1))), 'term-over');
  const longer = extendedDue(kind, due, false);
  t.is(longer, later(asked, 60));
  t.is(extendedDue(kind, longer as Day, true), undefined, 'once');
  return longer as Day;
}

/** A day that the calendar has, as it is written. */
const exists = (day: string): boolean => new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10) === day;

/** Whether one of the days after the first, through the last, is such a day. */
const crosses = (from: string, through: string, which: (day: string) => boolean): boolean =>
  Array.from({ length: 61 }, (_, n) => later(from, n + 1)).some((day) => day <= through && which(day));

test('the year has requests of each right, extensions of each but a block, and blocks over holidays', (t) => {
  const filed = year();
  const extended = filed.filter(({ kind, extended: at }) => kind !== 'bloqueo' && at !== undefined);
  const blocks = filed.filter(({ kind }) => kind === 'bloqueo');
  const over = blocks.filter(({ at }) => {
    const asked = santiago(at);
    return crosses(asked, answerDue('bloqueo', asked), (day) => off.has(day));
  });
  const figures = {
    requests: filed.length,
    extended: extended.length,
    blocks: blocks.length,
    overHolidays: over.length,
  };
  t.log(figures);
  t.deepEqual(figures, FIGURES);
  t.is(new Set(filed.map(({ kind }) => kind)).size, rightKinds.length);
});

test('of 5,000 requests over a year, each answered at its last moment, none is late by the fault of the clock', (t) => {
  let late = 0;
  for (const filed of year()) {
    const due = lastDay(t, filed);
    const last = lastMoment(due);
    t.true(exists(due), due);
    t.true(filed.kind !== 'bloqueo' || isOpen(due), `a block is due on a working day: ${due}`);
    t.is(daysLeft({ kind: filed.kind, dueOn: due }, dayOf(new Date(last))), 0);
    if (isLate({ dueOn: due, answeredAt: new Date(last) }, new Date(END))) late += 1;
    t.true(isLate({ dueOn: due, answeredAt: new Date(last + 1) }, new Date(END)), `a millisecond after ${due}`);
    t.true(isLate({ dueOn: due, answeredAt: undefined }, new Date(last + 1)));
  }
  t.is(late, 0);
});

test('the alarm of each of them is on three days before its last day, and on no earlier than two weeks before', (t) => {
  for (const filed of year()) {
    const due = lastDay(t, filed);
    for (const days of [0, 1, 2, 3]) t.true(due < alarmBefore(later(due, -days)), `${days} days before ${due}`);
    t.false(due < alarmBefore(later(due, -14)), `two weeks before ${due}`);
  }
});

test('each of them leaves thirty working days to complain to the Agencia, the last one a working day', (t) => {
  for (const filed of year()) {
    const answered = dayOf(new Date(lastMoment(lastDay(t, filed))));
    const until = complaintUntil(answered);
    t.is(until, workingDaysLater(answered, 30), answered);
    t.true(isOpen(until as string));
  }
});
