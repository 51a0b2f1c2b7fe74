const santiago = { timeZone: 'America/Santiago' } as const;
const clock = new Intl.DateTimeFormat('es-CL', { ...santiago, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat('es-CL', { ...santiago, day: '2-digit', month: '2-digit', year: 'numeric' });

/** "15.48", as the agency writes the hour: only where the page says once whose hours its list tells. */
export function bareClockOf(at: Date): string {
  return clock.format(at).replace(':', '.');
}

/** "15.48 (hora de Santiago)": it is another hour in Aysén or Magallanes for a part of the year, and on Easter Island always. */
export function clockOf(at: Date): string {
  return `${bareClockOf(at)} (hora de Santiago)`;
}

/** "21-11-2026 a las 15.48 (hora de Santiago)". */
export function hourOf(at: Date): string {
  return `${day.format(at).replaceAll('/', '-')} a las ${clockOf(at)}`;
}
