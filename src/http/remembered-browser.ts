import type { Context } from 'koa';
import { type BrowserTokens, TOKENS } from '../account/remembered-browsers.ts';
import { REMEMBERED_DAYS } from '../domain/second-factor.ts';
import type { Deps } from '../ports/deps.ts';
import { cookieName, cookieOptions } from './browser.ts';
import { type Form, text } from './form.ts';

const BETWEEN = '~';
/** 32 random bytes. */
const TOKEN = /^[\w-]{43}$/;
const DAY_MS = 24 * 3_600_000;

/** Whether the form has «Recordar este equipo 30 días» ticked. */
export const asksToRememberBrowser = (form: Form): boolean => text(form, 'recordar') === 'si';

/**
 * The tokens by which this browser is remembered, each exactly as the server wrote it; one that is not, one twice, or one
 * too many makes the whole cookie invalid.
 */
export function browserTokens({ issuer }: Pick<Deps, 'issuer'>, ctx: Context): BrowserTokens {
  const cookie = ctx.cookies.get(cookieName('recordado', issuer.startsWith('https:')), { signed: false });
  const tokens = cookie?.split(BETWEEN, TOKENS + 1) ?? [];
  const strict = tokens.length <= TOKENS && new Set(tokens).size === tokens.length && tokens.every(isToken);
  return strict ? tokens : [];
}

/** Gives this browser the tokens by which it is remembered from now on. */
export function keepBrowserTokens({ issuer }: Pick<Deps, 'issuer'>, ctx: Context, tokens: BrowserTokens): void {
  const https = issuer.startsWith('https:');
  const options = cookieOptions(https, REMEMBERED_DAYS * DAY_MS);
  ctx.cookies.set(cookieName('recordado', https), tokens.join(BETWEEN), options);
}

/** The last of the 43 characters has two bits without meaning: only one of the four spellings is valid. */
const isToken = (text: string): boolean =>
  TOKEN.test(text) && Buffer.from(text, 'base64url').toString('base64url') === text;
