import type { Context } from 'koa';
import type { World } from '../ports/world.ts';

const COOKIE = 'cs_perfil';
/** As long as a browser carries where a journey began. */
const LIFE_MS = 3 * 3_600_000;

const profiles: ReadonlySet<string> = new Set(['natural', 'juridica', 'migrante']);

/**
 * Keeps in this browser, for three hours and for the pages of sign-ins alone, the profile of the journey that it went
 * through: the next sign-in opens at that tab. It tells nothing of who it was.
 */
export function keepProfile({ issuer }: Pick<World, 'issuer'>, ctx: Context, profile: string): void {
  const place = { path: '/ingresar', maxAge: LIFE_MS, signed: false };
  ctx.cookies.set(COOKIE, profile, {
    httpOnly: true,
    sameSite: 'lax',
    secure: issuer.startsWith('https:'),
    ...place,
  });
}

/** The profile of the journey that this browser went through last. */
export function lastProfile(ctx: Context): string | undefined {
  const kept = ctx.cookies.get(COOKIE, { signed: false });
  return kept !== undefined && profiles.has(kept) ? kept : undefined;
}
