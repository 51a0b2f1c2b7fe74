/** What the log keeps of a fault: its place, never the data that was sent. */
export function describeFault(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault).slice(0, 200);
  const cause = fault.cause ? ` <- ${describeFault(fault.cause)}` : '';
  return `${fault.name}: ${messageOf(fault).slice(0, 300)}${cause}\n${placesOf(fault).join('\n')}`;
}

/** Lines of the stack; a message of several lines comes before them, and may contain anything. */
const placesOf = ({ stack = '' }: Error): readonly string[] =>
  stack
    .split('\n')
    .filter((line) => /^ +at .+:\d+:\d+\)?$/.test(line))
    .slice(0, 5);

/** PostgreSQL quotes what it could not read (class 22); knex puts that after the statement, which contains no value. */
function messageOf(fault: Error): string {
  const { code } = fault as { readonly code?: unknown };
  if (typeof code !== 'string' || !/^22[\dA-Z]{3}$/.test(code)) return fault.message;
  const [statement, quoted] = fault.message.split(' - ');
  return `${quoted === undefined ? '' : statement} (${code})`;
}
