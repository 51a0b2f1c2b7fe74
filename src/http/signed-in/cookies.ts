import type { Context } from 'koa';
import type { InternalClient } from '../../domain/internal-clients.ts';
import type { Deps } from '../../ports/deps.ts';
import { cookieName, cookieOptions } from '../browser.ts';

type Needs = Pick<Deps, 'issuer' | 'tokens'>;

/** A sign-in is valid for as long as the provider's own pages for it. */
const ENTRY_MS = 30 * 60_000;
const purposeOf = (client: InternalClient): string => `${client}-entrada`;

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

const entryCookies = { cuenta: 'entrada', desarrolladores: 'entrada-desarrolladores' } as const;

const isHttps = ({ issuer }: Needs): boolean => issuer.startsWith('https:');

/** Token of the session at a first-party client, if the browser has one. */
export function sessionToken(deps: Needs, ctx: Context, client: InternalClient = 'cuenta'): string | undefined {
  return ctx.cookies.get(cookieName(client, isHttps(deps)), { signed: false });
}

/** Gives the browser the token of a session; without one removes it. */
export function keepSession(deps: Needs, ctx: Context, token: string | null, client: InternalClient = 'cuenta'): void {
  ctx.cookies.set(cookieName(client, isHttps(deps)), token, cookieOptions(isHttps(deps)));
}

/** Remembers a sign-in that begins. */
export function keepEntry(deps: Needs, ctx: Context, entry: Entry, client: InternalClient): void {
  const sealed = deps.tokens.pack(purposeOf(client), entry);
  ctx.cookies.set(cookieName(entryCookies[client], isHttps(deps)), sealed, cookieOptions(isHttps(deps), ENTRY_MS));
}

/** The sign-in that this browser began, once: it is forgotten here. */
export function takeEntry(deps: Needs, ctx: Context, now: Date, client: InternalClient): Entry | undefined {
  const name = cookieName(entryCookies[client], isHttps(deps));
  const sealed = ctx.cookies.get(name, { signed: false });
  if (sealed) ctx.cookies.set(name, null, cookieOptions(isHttps(deps)));
  const entry = sealed ? (deps.tokens.unpack(purposeOf(client), sealed) as Entry | undefined) : undefined;
  return entry && now.getTime() - entry.at < ENTRY_MS ? entry : undefined;
}
