import type { Day } from '../../../domain/working-days.ts';
import type { Alarm } from '../../../ports/alarm.ts';
import { day } from './values.ts';

type RightsAlarm = Extract<Alarm, { alarm: 'rights-due' }>;

/** Requests for rights that are due or overdue. A folio gives no access, and the mail has no other personal data. */
export const rightsAlarmWords = ({ soon, overdue, folio, dueOn }: RightsAlarm) => ({
  what: overdue > 0 ? 'Solicitudes de derechos vencidas' : 'Solicitudes de derechos por vencer',
  advice:
    'Alguien espera una respuesta sobre sus datos personales y el plazo de la Ley 21.719 vence en tres días hábiles o menos, o ya venció. Véalas con «npm run rights -- list» y responda según docs/rights.md.',
  figures: [
    ['Por vencer', soon],
    ['Fuera de plazo', overdue],
    ['La primera', `${folio}, a más tardar el ${day(dueOn as Day)}`],
  ] as const,
  often: 'Este aviso llega una vez al día mientras haya solicitudes así, y otra vez cuando se suma una.',
});
