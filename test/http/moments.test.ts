import test from 'ava';
import { momentOf } from '../../src/http/words/moments.ts';
import { termOf } from '../../src/http/words/term.ts';
import { catalogueOf, defaultLocale } from '../../src/locales/locale.ts';

const texts = catalogueOf(defaultLocale);
const { clockAfter: hour, opensAt: when } = texts.moments;

const said = (at: string, now: string): string => momentOf(texts, new Date(at), new Date(now)).text;

// In Santiago 6 September 2026 has 23 hours (its first is left out) and 4 April 2026 has 25 (its last comes twice).
for (const [what, at, now, expected] of [
  [
    'the day of 23 hours, from early the next day',
    '2026-09-06T12:00:00-03:00',
    '2026-09-07T00:15:00-03:00',
    'Ayer, 12.00',
  ],
  [
    'the day before it, from early after it',
    '2026-09-05T23:30:00-04:00',
    '2026-09-07T00:15:00-03:00',
    '5 de septiembre, 23.30',
  ],
  ['the day before it, from its end', '2026-09-05T23:30:00-04:00', '2026-09-06T23:50:00-03:00', 'Ayer, 23.30'],
  ['its own first minute', '2026-09-06T01:00:00-03:00', '2026-09-06T23:59:00-03:00', 'Hoy, 01.00'],
  [
    'the day before one of 25 hours, from its last',
    '2026-04-03T10:00:00-03:00',
    '2026-04-04T23:30:00-04:00',
    'Ayer, 10.00',
  ],
  [
    'the day of 25 hours, from its repeated hour',
    '2026-04-04T00:10:00-03:00',
    '2026-04-04T23:30:00-04:00',
    'Hoy, 00.10',
  ],
  ['the day of 25 hours, from the next', '2026-04-04T23:30:00-03:00', '2026-04-05T00:05:00-04:00', 'Ayer, 23.30'],
  ['New Year’s Eve', '2025-12-31T22:00:00-03:00', '2026-01-01T08:00:00-03:00', 'Ayer, 22.00'],
  ['another year', '2025-12-30T22:00:00-03:00', '2026-01-01T08:00:00-03:00', '30 de diciembre de 2025, 22.00'],
] as const)
  test(`[B11] «Hoy» and «Ayer» are days of the calendar: ${what}`, (t) => t.is(said(at, now), expected));

test('[B11] an hour that is shown alone names its time zone, and its day is that of the minute which is shown', (t) => {
  const at = new Date('2030-05-06T16:19:30-04:00');
  t.is(hour(at), '16.20 (hora de Santiago)');
  t.is(when(at), 'el 6 de mayo a las 16.20 (hora de Santiago)');
  t.is(when(new Date('2030-05-06T23:59:30-04:00')), 'el 7 de mayo a las 00.00 (hora de Santiago)');
  t.is(termOf(at, at, texts).at, '16.19 (hora de Santiago)');
});
