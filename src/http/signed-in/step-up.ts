import type Router from '@koa/router';
import type { Context } from 'koa';
import { type Cuenta, clientOf } from './cuenta.ts';
import { toSignIn } from './enter.ts';

const PATH = '/segundo-factor';

/** The address that asks for a second factor in this session, and leads back to the page. */
export const stepUpAddress = (ctx: Context, cuenta: Pick<Cuenta, 'client'>): string =>
  `/${clientOf(cuenta)}${PATH}?${new URLSearchParams({ a: ctx.path })}`;

/**
 * Segundo factor: the provider asks for it (`acr_values`), or says how one is added, and leads back to a page of the same
 * client. Nothing else changes, so that a link is enough.
 */
export function stepUpRoutes(router: Router, cuenta: Cuenta, home: string): void {
  router.get(PATH, (ctx) => {
    const to = String(ctx.query.a ?? '');
    const own = new RegExp(`^/${clientOf(cuenta)}(?:/[\\w-]+)+$`);
    toSignIn(cuenta, ctx, { to: own.test(to) ? to : home, factor: true });
  });
}
