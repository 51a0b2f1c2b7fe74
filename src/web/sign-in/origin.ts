import type { Context } from 'koa';
import type { World } from '../../ports/world.ts';
import type { AskingPlatform } from './platform.ts';

type Needs = Pick<World, 'tokens' | 'issuer'>;

const PURPOSE = 'sign-in-origin';
const COOKIE = 'cs_origen';
/** Longer than any sign-in is open: whoever comes back to its pages later starts again from the platform. */
const LIFE_MS = 3 * 3_600_000;

/**
 * Keeps where a browser came from, of the sign-in whose address it is: sealed, at that address only, and no row anywhere.
 * Once for each sign-in, so that no two answers of one differ by it.
 */
export function keepOrigin(world: Needs, ctx: Context, uid: string, platform: AskingPlatform): void {
  if (originOf(world, ctx, uid)) return;
  const { tokens, issuer } = world;
  const sealed = tokens.pack(PURPOSE, { uid, platform });
  const secure = issuer.startsWith('https:');
  const place = { path: `/ingresar/${uid}`, maxAge: LIFE_MS, signed: false };
  ctx.cookies.set(COOKIE, sealed, { httpOnly: true, sameSite: 'lax', secure, ...place });
}

/** The platform of a sign-in whose row is gone; undefined where this browser never saw its pages. */
export function originOf({ tokens }: Needs, ctx: Context, uid: string): AskingPlatform | undefined {
  const sealed = ctx.cookies.get(COOKIE, { signed: false });
  const kept = sealed
    ? (tokens.unpack(PURPOSE, sealed) as { uid: string; platform: AskingPlatform } | undefined)
    : undefined;
  return kept?.uid === uid ? kept.platform : undefined;
}
