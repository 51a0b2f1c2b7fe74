const santiago = { timeZone: 'America/Santiago' } as const;
const clock = new Intl.DateTimeFormat('es-CL', { ...santiago, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat('es-CL', { ...santiago, day: '2-digit', month: '2-digit', year: 'numeric' });

/** "15.48", as the agency writes the hour. */
export function clockOf(at: Date): string {
  return clock.format(at).replace(':', '.');
}

/** "21-11-2026 a las 15.48 (hora de Santiago)". */
export function hourOf(at: Date): string {
  return `${day.format(at).replaceAll('/', '-')} a las ${clockOf(at)} (hora de Santiago)`;
}
