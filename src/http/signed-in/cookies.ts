import type { Context } from 'koa';
import type { World } from '../../ports/world.ts';
import { cookieName, cookieOptions } from '../browser.ts';

type Needs = Pick<World, 'issuer' | 'tokens'>;

/** A sign-in lives as long as the provider's own pages for it. */
const ENTRY_MS = 30 * 60_000;
const PURPOSE = 'cuenta-entrada';

/** What the browser keeps, sealed, of a sign-in that it began here. */
export interface Entry {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Address of the page that was asked for. */
  readonly to: string;
  /** When it began, in milliseconds. */
  readonly at: number;
}

const isHttps = ({ issuer }: Needs): boolean => issuer.startsWith('https:');

/** Token of the session, if the browser has one. */
export function sessionToken(world: Needs, ctx: Context): string | undefined {
  return ctx.cookies.get(cookieName('cuenta', isHttps(world)), { signed: false });
}

/** Gives the browser the token of a session; without one takes it away. */
export function keepSession(world: Needs, ctx: Context, token: string | null): void {
  ctx.cookies.set(cookieName('cuenta', isHttps(world)), token, cookieOptions(isHttps(world)));
}

/** Remembers a sign-in that begins. */
export function keepEntry(world: Needs, ctx: Context, entry: Entry): void {
  const sealed = world.tokens.pack(PURPOSE, entry);
  ctx.cookies.set(cookieName('entrada', isHttps(world)), sealed, cookieOptions(isHttps(world), ENTRY_MS));
}

/** The sign-in that this browser began, once: it is forgotten here. */
export function takeEntry(world: Needs, ctx: Context, now: Date): Entry | undefined {
  const name = cookieName('entrada', isHttps(world));
  const sealed = ctx.cookies.get(name, { signed: false });
  if (sealed) ctx.cookies.set(name, null, cookieOptions(isHttps(world)));
  const entry = sealed ? (world.tokens.unpack(PURPOSE, sealed) as Entry | undefined) : undefined;
  return entry && now.getTime() - entry.at < ENTRY_MS ? entry : undefined;
}
