import { randomBytes } from 'node:crypto';
import type { Context } from 'koa';
import type { IDToken, UserInfoResponse } from 'openid-client';
import type { IssuerLink } from './issuer.ts';
import type { Store } from './store.ts';

/** Tokens and data of one person. None of it is sent to the browser except the ID token, as the hint at logout. */
export interface SignIn {
  readonly idToken: string;
  readonly idClaims: IDToken;
  readonly userInfo: UserInfoResponse;
  readonly accessToken: string;
  readonly accessEndsAt: Date | undefined;
  readonly refreshToken: string | undefined;
}

/** A person who is signed in. `formToken` goes in every form; `renewal` is the refresh that is under way. */
export interface Session {
  readonly formToken: string;
  signIn: SignIn;
  renewal?: Promise<void> | undefined;
}

/** A sign-in that was begun and has not come back; only the browser that began it may end it. */
export interface Attempt {
  readonly browser: string;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** All that the routes share. */
export interface Site {
  readonly base: URL;
  readonly link: IssuerLink;
  /** By `state`. Apart from the sessions, so that a flood of begun sign-ins ends no session. */
  readonly attempts: Store<Attempt>;
  /** By the cookie's value. */
  readonly sessions: Store<Session>;
  /** The browser that asked to leave, by the `state` of that request. */
  readonly farewells: Store<string>;
}

const COOKIE = 'despega_sesion';

/** An unguessable value of 256 bits. */
export const newId = (): string => randomBytes(32).toString('base64url');

/** The value that this browser's cookie holds, signed in or not. */
export const browserOf = (ctx: Context): string | undefined => ctx.cookies.get(COOKIE);

/** Gives this browser a new value, which makes the previous one worthless to an attacker who planted or saw it. */
export function renameBrowser(ctx: Context, { base }: Site): string {
  const id = newId();
  const secure = base.protocol === 'https:';
  ctx.cookies.set(COOKIE, id, { httpOnly: true, sameSite: 'lax', secure, maxAge: 12 * 3_600_000 });
  return id;
}

/** The session of the request, or undefined. */
export const sessionOf = (ctx: Context, { sessions }: Site): Session | undefined => sessions.get(browserOf(ctx) ?? '');

/** Opens a session for this browser under a new id; the one it had, if any, ends. */
export function startSession(ctx: Context, site: Site, signIn: SignIn): void {
  site.sessions.take(browserOf(ctx) ?? '');
  site.sessions.put(renameBrowser(ctx, site), { formToken: newId(), signIn });
}

/** Ends a session of this site. Clave Sence is not notified. */
export const endSession = ({ sessions }: Site, session: Session): void =>
  sessions.removeWhere((one) => one === session);
