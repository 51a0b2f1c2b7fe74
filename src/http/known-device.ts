import type { Context } from 'koa';
import type { Account } from '../domain/account.ts';
import type { World } from '../ports/world.ts';
import { cookieName, cookieOptions, deviceOfBrowser } from './browser.ts';
import { type Form, text } from './form.ts';

/** How long a browser stays known to an account whose holder asked for it: 180 days. */
const DEVICE_MS = 180 * 24 * 3_600_000;

type Needs = Pick<World, 'issuer' | 'devices' | 'accounts'>;

/** Whether the form has «Este es mi equipo» ticked: only then does an account know this browser (floor 8). */
export const asksToRemember = (form: Form): boolean => text(form, 'mi_equipo') === 'si';

/**
 * From now on the account knows this browser: strangers who try keys elsewhere cannot lock it out. The account is read
 * anew, for the record is bound to its key and sessions as they are now.
 */
export async function rememberDevice(world: Needs, ctx: Context, accountId: string): Promise<void> {
  const account = await world.accounts.find(accountId);
  // While a contest runs no browser becomes known: a card that is shown from a known one ends it.
  if (account && !account.contest) setCookie(world, ctx, world.devices.remember(deviceOfBrowser(world, ctx), account));
}

/** After a change of key, which ends every record: a browser that the account knew `before` stays known, no other does. */
export async function renewDevice(world: Needs, ctx: Context, before: Account): Promise<void> {
  if (isKnown(world, ctx, before)) await rememberDevice(world, ctx, before.id);
}

/** «Cerrar todas las demás»: takes the account's record out of this browser; `account` as it was when it was known. */
export function forgetDevice(world: Needs, ctx: Context, account: Account): void {
  if (isKnown(world, ctx, account)) setCookie(world, ctx, world.devices.forget(deviceOfBrowser(world, ctx), account));
}

/** Whether the account knows this browser. */
export const isKnown = (world: Needs, ctx: Context, account: Account): boolean =>
  world.devices.recognise(deviceOfBrowser(world, ctx), account) !== undefined;

function setCookie({ issuer }: Needs, ctx: Context, value: string | undefined): void {
  const https = issuer.startsWith('https:');
  ctx.cookies.set(cookieName('equipo', https), value ?? null, cookieOptions(https, value ? DEVICE_MS : undefined));
}
