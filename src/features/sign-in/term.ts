import type { Context } from 'koa';
import type { default as Provider } from 'oidc-provider';
import type { Deps } from '../../ports/deps.ts';

const MINUTE = 60;

/**
 * How long a sign-in stays open after each request of its page; its row is kept for longer, so that a late user still
 * has a way back.
 */
const OPEN_SECONDS = 30 * MINUTE;
const LATE_SECONDS = 30 * MINUTE;
/** However often its page is requested, a sign-in is not open for longer. */
const MOST_SECONDS = 120 * MINUTE;

type Row = InstanceType<Provider['Interaction']>;

/** When a sign-in ends by itself. */
const endOf = ({ exp }: Pick<Row, 'exp'>): Date => new Date((Number(exp) - LATE_SECONDS) * 1000);

/** Whether it has ended, by the clock of the provider, which wrote the row. */
export const isLate = (row: Pick<Row, 'exp'>): boolean => Date.now() > endOf(row).getTime();

/** A request of a page of a sign-in keeps it open. Gives the time at which it ends now. */
export async function keepOpen(
  { issuer }: Pick<Deps, 'issuer'>,
  ctx: Context,
  provider: Provider,
  row: Row,
): Promise<Date> {
  const now = Math.floor(Date.now() / 1000);
  const last = Math.min(now + OPEN_SECONDS, Number(row.iat) + MOST_SECONDS) + LATE_SECONDS;
  if (last - Number(row.exp) < MINUTE) return endOf(row);
  // Read again: the answer of a concurrent request is not overwritten.
  const latest = await provider.Interaction.find(row.uid);
  if (!latest || latest.result) return endOf(row);
  const ttl = last - now;
  await latest.save(ttl);
  for (const [name, path] of [
    ['interaction', `/ingresar/${row.uid}`],
    ['resume', new URL(row.returnTo).pathname],
  ] as const) {
    ctx.cookies.set(provider.cookieName(name), row.uid, { ...options(issuer), path, maxAge: ttl * 1000 });
  }
  return endOf(latest);
}

/** Seconds that a page waits before it checks again: in whole minutes, and always some past the end. */
export const wait = (end: Date): number =>
  Math.floor(Math.max(0, end.getTime() - Date.now()) / (MINUTE * 1000)) * MINUTE + MINUTE;

/** As the provider sets them (compare `cookies.short` of its configuration). */
const options = (issuer: string) =>
  ({ httpOnly: true, sameSite: 'lax', secure: issuer.startsWith('https:'), signed: true }) as const;
