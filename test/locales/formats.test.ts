import test from 'ava';
import { parseMonth } from '../../src/domain/month.ts';
import { dayOf } from '../../src/domain/working-days.ts';
import { formatters } from '../../src/locales/locale.ts';

const formats = formatters('es-CL');
const at = new Date('2026-11-21T18:48:00Z');

test('an instant is written in the time zone of Santiago, in summer and in winter', (t) => {
  t.is(formats.instant(at), '21-11-2026 a las 15.48 (hora de Santiago)');
  t.is(formats.instant(new Date('2026-07-01T03:05:00Z')), '30-06-2026 a las 23.05 (hora de Santiago)');
  t.is(formats.shortInstant(at), '21-11-26, 15:48 (hora de Santiago)');
  t.is(formats.clock(at), '15.48 (hora de Santiago)');
  t.is(formats.bareClock(new Date('2026-11-21T03:05:00Z')), '00.05');
});

test('days and months are written as SENCE writes them', (t) => {
  t.is(formats.day(dayOf(at)), '21-11-2026');
  t.is(formats.dayAndMonth(at), '21 de noviembre');
  t.is(formats.longDay(at), '21 de noviembre de 2026');
  t.is(formats.month(parseMonth('2026-11') as NonNullable<ReturnType<typeof parseMonth>>), 'noviembre de 2026');
});

test('lists, numbers and durations', (t) => {
  t.is(formats.list(['uno', 'dos', 'tres']), 'uno, dos y tres');
  t.is(formats.number(235_581), '235.581');
  t.deepEqual([1, 30, 60, 120].map(formats.duration), ['1 minuto', '30 minutos', '1 hora', '2 horas']);
});
