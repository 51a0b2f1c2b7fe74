import type { PortalSecret } from './portal-client.ts';
import { Refusal } from './refusal.ts';

/** Months for which a secret is valid. */
const MONTHS = 12;

/** Secrets that are valid at a time: during a rotation both. */
export const MOST_SECRETS = 2;

/** Days before the end of a secret on which the technical contacts are told. */
export const NOTICE_DAYS = [30, 7] as const;

/** What ends, and of what notice was given. */
type Ending = Pick<PortalSecret, 'until' | 'noticed'>;

const DAY_MS = 24 * 3_600_000;

/** Until when a secret that is made now is valid: the same hour twelve months later; of 29 February the 28th. */
export function secretUntil(from: Date): Date {
  const until = new Date(from);
  until.setUTCMonth(from.getUTCMonth() + MONTHS);
  // A month without that day would otherwise lead into the next one.
  if (until.getUTCDate() !== from.getUTCDate()) until.setUTCDate(0);
  return until;
}

/** The secrets that are valid at an instant, newest first. */
export const secretsAt = (secrets: readonly PortalSecret[], at: Date): readonly PortalSecret[] =>
  secrets.filter(({ until }) => at < until).toSorted((one, other) => other.number - one.number);

/** The secrets with one more; those that are over are dropped. Throws `portal-secrets-two` where two are valid. */
export function withSecret(
  secrets: readonly PortalSecret[],
  hash: string,
  at: Date,
  last = 0,
): readonly PortalSecret[] {
  const valid = secretsAt(secrets, at);
  if (valid.length >= MOST_SECRETS) throw new Refusal('portal-secrets-two');
  const number = Math.max(last, ...secrets.map((one) => one.number)) + 1;
  return [{ number, hash, from: at, until: secretUntil(at) }, ...valid];
}

/** The secrets without one; throws `portal-secret-gone` where it is not there. */
export function withoutSecret(secrets: readonly PortalSecret[], number: number): readonly PortalSecret[] {
  if (!secrets.some((one) => one.number === number)) throw new Refusal('portal-secret-gone');
  return secrets.filter((one) => one.number !== number);
}

/** The days of the notice that is due for a secret; undefined where none is. */
export function dueNotice({ until, noticed = Number.POSITIVE_INFINITY }: Ending, at: Date): number | undefined {
  if (at >= until) return undefined;
  return NOTICE_DAYS.toReversed().find((days) => days < noticed && at >= before(until, days));
}

/** When the next notice about any of these secrets is due; undefined for none. */
export function nextNotice(secrets: readonly Ending[]): Date | undefined {
  const times = secrets.flatMap(({ until, noticed = Number.POSITIVE_INFINITY }) =>
    NOTICE_DAYS.filter((days) => days < noticed).map((days) => before(until, days).getTime()),
  );
  return times.length > 0 ? new Date(Math.min(...times)) : undefined;
}

const before = (until: Date, days: number): Date => new Date(until.getTime() - days * DAY_MS);

/** What is kept of secrets or credentials at an instant, with the notice that is due noted, and about which it is due. */
export function noticedAt<One extends Parameters<typeof dueNotice>[0]>(
  all: readonly One[],
  at: Date,
): { readonly kept: readonly One[]; readonly ending: readonly One[] } {
  // One that is over is forgotten, so that no notice about it is due any more.
  const alive = all.filter(({ until }) => at < until);
  const kept = alive.map((one) => ({ ...one, noticed: dueNotice(one, at) ?? one.noticed }));
  return { kept, ending: alive.filter((one) => dueNotice(one, at) !== undefined) };
}
