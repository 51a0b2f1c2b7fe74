/** What the log keeps of a fault: where it is, never what was sent. */
export function describeFault(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault).slice(0, 200);
  const cause = fault.cause ? ` <- ${describeFault(fault.cause)}` : '';
  return `${fault.name}: ${fault.message.slice(0, 300)}${cause}\n${(fault.stack ?? '').split('\n').slice(1, 6).join('\n')}`;
}
