import type { Context } from 'koa';
import type { Account } from '../domain/account.ts';
import type { Deps } from '../ports/deps.ts';
import { cookieName, cookieOptions, deviceOfBrowser } from './browser.ts';
import { type Form, text } from './form.ts';

/** How long a browser stays known to an account whose holder asked for it: 180 days. */
const DEVICE_MS = 180 * 24 * 3_600_000;

type Needs = Pick<Deps, 'issuer' | 'devices' | 'accounts'>;

/** Whether the form has «Este es mi equipo» ticked: only then does an account know this browser (floor 8). */
export const asksToRemember = (form: Form): boolean => text(form, 'mi_equipo') === 'si';

/**
 * From now on the account knows this browser: strangers who try keys elsewhere cannot lock it out. The account is read
 * anew, because the record is bound to its current key and sessions.
 */
export async function rememberDevice(deps: Needs, ctx: Context, accountId: string): Promise<void> {
  const account = await deps.accounts.find(accountId);
  if (account) rememberDeviceOf(deps, ctx, account);
}

/** The same where the account was just read, with its current key and sessions. */
export function rememberDeviceOf(deps: Needs, ctx: Context, account: Account): void {
  // While an identity is contested no browser becomes known: a card that is shown from a known one ends it.
  if (!account.contest) setCookie(deps, ctx, deps.devices.remember(deviceOfBrowser(deps, ctx), account));
}

/**
 * After a change of key, which ends every record: a browser that the account knew `before` stays known, no other does.
 */
export async function renewDevice(deps: Needs, ctx: Context, before: Account): Promise<void> {
  if (isKnown(deps, ctx, before)) await rememberDevice(deps, ctx, before.id);
}

/** «Cerrar todas las demás»: removes the account's record from this browser; `account` as it was when it was known. */
export function forgetDevice(deps: Needs, ctx: Context, account: Account): void {
  if (isKnown(deps, ctx, account)) setCookie(deps, ctx, deps.devices.forget(deviceOfBrowser(deps, ctx), account));
}

/** Whether the account knows this browser. */
export const isKnown = (deps: Needs, ctx: Context, account: Account): boolean =>
  knownPlace(deps, ctx, account) !== undefined;

/** The id by which tries in this browser count apart (floor 8); undefined where the account does not know it. */
export const knownPlace = (deps: Needs, ctx: Context, account: Account): string | undefined =>
  deps.devices.recognise(deviceOfBrowser(deps, ctx), account);

function setCookie({ issuer }: Needs, ctx: Context, value: string | undefined): void {
  const https = issuer.startsWith('https:');
  ctx.cookies.set(cookieName('equipo', https), value ?? null, cookieOptions(https, value ? DEVICE_MS : undefined));
}
