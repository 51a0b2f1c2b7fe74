import type { Month } from '../../domain/month.ts';
import type { Day } from '../../domain/working-days.ts';

/** How one language writes dates, times and lists. Instants are shown in the time zone of Santiago. */
export interface Formatters {
  /** "15.48", for a place that already says which time zone its times have. */
  readonly bareClock: (at: Date) => string;
  /** "15.48 (hora de Santiago)". */
  readonly clock: (at: Date) => string;
  /** "21-11-2026 a las 15.48 (hora de Santiago)". */
  readonly instant: (at: Date) => string;
  /** "30 de noviembre de 2026 a las 15.48 (hora de Santiago)", which no line breaks at a hyphen. */
  readonly longInstant: (at: Date) => string;
  /** "21-11-26, 15:48 (hora de Santiago)", in the mails to operators. */
  readonly shortInstant: (at: Date) => string;
  /** "24-12-2026". */
  readonly day: (day: Day) => string;
  /** «18 de noviembre». */
  readonly dayAndMonth: (at: Date) => string;
  /** «18 de noviembre de 2026». */
  readonly longDay: (at: Date) => string;
  /** «noviembre de 2026». */
  readonly month: (month: Month) => string;
  /** «a, b y c». */
  readonly list: (items: readonly string[]) => string;
  /** "5.200". */
  readonly number: (value: number) => string;
  /** «1 minuto», «30 minutos», «1 hora», «2 horas»; whole hours from 60 minutes on. */
  readonly duration: (minutes: number) => string;
}
