import type { Context } from 'koa';
import { allowFormTo, show } from '../page.ts';

/** Salir: asks before it ends the session, for the platform or somebody else may have sent the person here. */
export function showLogOut(
  ctx: Context,
  {
    xsrf,
    action,
    platform,
    returnTo,
  }: { xsrf: string; action: string; platform?: string | undefined; returnTo?: string | undefined },
): void {
  allowFormTo(ctx, returnTo);
  show(ctx, 'log-out/confirm', {
    title: '¿Cerrar su sesión?',
    action,
    formAction: action,
    xsrf,
    ...(platform ? { platform: { name: platform } } : {}),
  });
}

/** Sesión cerrada (M-60). */
export function showLoggedOut(
  ctx: Context,
  platform?: { readonly name: string; readonly href?: string | undefined },
): void {
  show(ctx, 'log-out/done', { title: 'Sesión cerrada', ...(platform ? { platform } : {}) });
}
