/** A login in the trail of an account, with what decides whether its holder should check it. */
interface Login {
  readonly act: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Whether the holder should check it: a login from an unknown device, or one of several refused in a row. */
export function isSuspicious<T extends Login>(row: T, all: readonly T[]): boolean {
  if (row.act === 'login.succeeded') return row.details.known === false;
  if (row.act !== 'login.refused') return false;
  const logins = all.filter(({ act }) => act === 'login.succeeded' || act === 'login.refused');
  const place = logins.indexOf(row);
  return [logins[place - 1], logins[place + 1]].some((other) => other?.act === 'login.refused');
}
