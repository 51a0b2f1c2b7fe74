import test from 'ava';
import { telephoneAt } from '../../src/domain/telephone.ts';
import { telephoneNow } from '../../src/locales/es-CL/telephone.ts';

/** Moments in Santiago (UTC-3 in summer, UTC-4 in winter), and when the telephone opens or closes next. */
const moments = [
  ['a working day in its hours', '2026-11-26T10:15:00-03:00', 'open', '2026-11-26T18:00:00-03:00'],
  ['the first second of a working day', '2026-11-26T09:00:00-03:00', 'open', '2026-11-26T18:00:00-03:00'],
  ['the moment of closing', '2026-11-26T18:00:00-03:00', 'closed', '2026-11-27T09:00:00-03:00'],
  ['before it opens', '2026-11-26T07:59:00-03:00', 'closed', '2026-11-26T09:00:00-03:00'],
  ['a Friday night', '2026-11-27T21:00:00-03:00', 'closed', '2026-11-30T09:00:00-03:00'],
  ['a Saturday noon', '2026-11-28T12:00:00-03:00', 'closed', '2026-11-30T09:00:00-03:00'],
  ['the eve of a holiday', '2026-12-07T19:00:00-03:00', 'closed', '2026-12-09T09:00:00-03:00'],
  ['a holiday in its hours', '2026-12-25T11:00:00-03:00', 'closed', '2026-12-28T09:00:00-03:00'],
  ['a winter morning', '2026-07-15T08:30:00-04:00', 'closed', '2026-07-15T09:00:00-04:00'],
  ['the Friday before the clocks change', '2027-04-02T19:00:00-03:00', 'closed', '2027-04-05T09:00:00-04:00'],
] as const;

for (const [name, at, state, until] of moments)
  test(`[P6] the telephone on ${name}: whether it is answered, and until when that holds`, (t) => {
    t.deepEqual(telephoneAt(new Date(at)), { state, until: new Date(until) });
  });

test('[P6] past the end of the table of holidays no page says when the telephone opens', (t) => {
  for (const at of ['2028-12-29T19:00:00-03:00', '2031-03-05T10:00:00-03:00']) {
    t.deepEqual(telephoneAt(new Date(at)), { state: 'unknown' }, at);
    t.is(telephoneNow(new Date(at)), undefined);
  }
});

test('[P6] a page says in words whether the telephone is answered now, and else when it opens again', (t) => {
  t.is(
    telephoneNow(new Date('2026-11-28T23:30:00-03:00')),
    'Ahora está cerrado: abre el lunes 30 de noviembre a las 9.00 (hora de Santiago).',
  );
  t.is(
    telephoneNow(new Date('2026-11-26T07:59:00-03:00')),
    'Ahora está cerrado: abre hoy a las 9.00 (hora de Santiago).',
  );
  t.is(telephoneNow(new Date('2026-11-26T10:15:00-03:00')), 'Ahora atiende, hasta las 18.00 (hora de Santiago).');
});
