/** What the log keeps of a fault: where it is, never what was sent. */
export function describeFault(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault).slice(0, 200);
  const cause = fault.cause ? ` <- ${describeFault(fault.cause)}` : '';
  return `${fault.name}: ${messageOf(fault).slice(0, 300)}${cause}\n${placesOf(fault).join('\n')}`;
}

/** Lines of the stack; a message of several lines stands before them, and may hold anything. */
const placesOf = ({ stack = '' }: Error): readonly string[] =>
  stack
    .split('\n')
    .filter((line) => /^ +at .+:\d+:\d+\)?$/.test(line))
    .slice(0, 5);

/** PostgreSQL quotes what it could not read (class 22); knex puts that behind the statement, which holds no value. */
function messageOf(fault: Error): string {
  const { code } = fault as { readonly code?: unknown };
  if (typeof code !== 'string' || !/^22[\dA-Z]{3}$/.test(code)) return fault.message;
  const [statement, quoted] = fault.message.split(' - ');
  return `${quoted === undefined ? '' : statement} (${code})`;
}
