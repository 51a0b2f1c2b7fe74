import type { KoaContextWithOIDC } from 'oidc-provider';
import { ERRORS_PATH, isErrorCode } from '../domain/answers.ts';
import { isWing } from '../domain/wings.ts';
import { showError, staleSignIn } from './error-page.ts';
import { devicePages } from './journeys/device.ts';
import { showLoggedOut, showLogOut } from './journeys/log-out.ts';

/** Words for what a platform, a stale sign-in or a fault brings to a person's browser. */
export const causes = {
  stale: staleSignIn,
  platform: {
    status: 400,
    title: 'La plataforma envió un pedido que no podemos atender',
    message: 'No es un error suyo. Avise a la plataforma desde la que venía y dé el código de atención.',
  },
  fault: {
    status: 500,
    title: 'Algo falló de nuestro lado',
    message: 'Lo sentimos. El problema quedó registrado y lo revisaremos.',
  },
} as const;

/** The pages that the provider shows by itself, drawn by this house. */
export const providerPages = {
  device: devicePages,

  async error(
    ctx: KoaContextWithOIDC,
    out: { error: string; error_description?: string | undefined },
    fault: Error,
  ): Promise<void> {
    const cause = out.error === 'server_error' ? 'fault' : fault.name === 'SessionNotFound' ? 'stale' : 'platform';
    const code = cause === 'platform' ? [out.error, out.error_description].filter(Boolean).join(': ') : undefined;
    const { status } = ctx;
    const section = code && isErrorCode(out.error) ? `${ERRORS_PATH}#${out.error}` : undefined;
    showError(ctx, { ...causes[cause], code, section, ...(cause === 'platform' ? { status } : {}) });
  },

  async logout(ctx: KoaContextWithOIDC, xsrf: string): Promise<void> {
    const { client, params } = ctx.oidc;
    const returnTo = params?.post_logout_redirect_uri;
    const action = new URL(ctx.oidc.urlFor('end_session_confirm')).pathname;
    showLogOut(ctx, {
      xsrf,
      action,
      // The house itself asks nothing of the person on its own behalf.
      platform: client && isWing(client.clientId) ? undefined : client?.clientName,
      returnTo: typeof returnTo === 'string' ? returnTo : undefined,
    });
  },

  async loggedOut(ctx: KoaContextWithOIDC): Promise<void> {
    const { client } = ctx.oidc;
    showLoggedOut(ctx, client?.clientName ? { name: client.clientName, href: client.clientUri } : undefined);
  },
};
