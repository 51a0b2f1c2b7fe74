import { telephoneAt } from '../../domain/telephone.ts';

/** The free number of SENCE. */
export const PHONE = '800 80 10 30';

/** Its hours, as the end of a sentence. */
export const PHONE_HOURS = 'de lunes a viernes de 9.00 a 18.00 horas';

const santiago = { timeZone: 'America/Santiago' } as const;
const day = new Intl.DateTimeFormat('es-CL', { ...santiago, weekday: 'long', day: 'numeric', month: 'long' });
const clock = new Intl.DateTimeFormat('es-CL', { ...santiago, hour: 'numeric', minute: '2-digit', hourCycle: 'h23' });

const dayIn = (at: Date): string => day.format(at).replace(',', '');
/** "9.00", as SENCE writes its hours. */
const clockIn = (at: Date): string => clock.format(at).replace(/^0?(\d+):/, '$1.');

/**
 * Whether the telephone is answered at `now`, as a page says it beside the usual hours: «Ahora está cerrado: abre el
 * lunes 30 de noviembre a las 9.00 (hora de Santiago).» Only for pages, which are read when they are made. Undefined if
 * the table of holidays does not cover the date.
 */
export function telephoneNow(now: Date): string | undefined {
  const minute = Math.floor(now.getTime() / 60_000);
  if (said.minute !== minute) said = { minute, text: textAt(now) };
  return said.text;
}

/** What it says changes at full minutes only, and every page asks. */
let said: { readonly minute: number; readonly text: string | undefined } = { minute: Number.NaN, text: undefined };

function textAt(now: Date): string | undefined {
  const phone = telephoneAt(now);
  if (phone.state === 'unknown') return undefined;
  const { until } = phone;
  if (phone.state === 'open') return `Ahora atiende, hasta las ${clockIn(until)} (hora de Santiago).`;
  const when = dayIn(until) === dayIn(now) ? 'hoy' : `el ${dayIn(until)}`;
  return `Ahora está cerrado: abre ${when} a las ${clockIn(until)} (hora de Santiago).`;
}
