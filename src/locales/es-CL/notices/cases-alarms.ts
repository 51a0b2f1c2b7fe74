import type { Day } from '../../../domain/working-days.ts';
import type { Alarm } from '../../../ports/alarm.ts';
import { day } from './values.ts';

type CasesAlarm = Extract<Alarm, { alarm: 'cases-due' }>;

/** Cases of the desk that are due or overdue. A folio gives no access, and the mail has no other personal data. */
export const casesAlarmWords = ({ soon, overdue, folio, dueOn }: CasesAlarm) => ({
  what: overdue > 0 ? 'Casos de la mesa vencidos' : 'Casos de la mesa por vencer',
  advice:
    'Una o más personas esperan una decisión de la mesa. El plazo vence en tres días hábiles o menos, o ya venció. Vea los casos con «npm run cases -- list»; lo demás está en docs/cases.md.',
  figures: [
    ['Por vencer', soon],
    ['Fuera de plazo', overdue],
    ['El primero', `${folio}, a más tardar el ${day(dueOn as Day)}`],
  ] as const,
  often: 'Este aviso llega una vez al día mientras haya casos así, y otra vez cuando uno queda fuera de plazo.',
});
