import type { Context } from 'koa';
import { ORIGIN_HOURS } from '../domain/journey-origin.ts';
import type { Deps } from '../ports/deps.ts';

const COOKIE = 'cs_perfil';

const profiles: ReadonlySet<string> = new Set(['natural', 'juridica', 'migrante', 'facilitador']);

/**
 * Keeps in this browser, as long as it carries where a journey began, and only for the pages of sign-ins, the profile
 * of its last journey: the next sign-in opens at that tab. It does not reveal whose journey it was.
 */
export function keepProfile({ issuer }: Pick<Deps, 'issuer'>, ctx: Context, profile: string): void {
  ctx.cookies.set(COOKIE, profile, {
    path: '/ingresar',
    maxAge: ORIGIN_HOURS * 3_600_000,
    httpOnly: true,
    sameSite: 'lax',
    secure: issuer.startsWith('https:'),
    signed: false,
  });
}

/** The profile of the last journey of this browser. */
export function lastProfile(ctx: Context): string | undefined {
  const kept = ctx.cookies.get(COOKIE, { signed: false });
  return kept !== undefined && profiles.has(kept) ? kept : undefined;
}
