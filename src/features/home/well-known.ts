import Router from '@koa/router';
import { seeOther } from '../../http/page.ts';

/**
 * `/.well-known/change-password`: where a password manager sends a user who should choose another key (W3C, A
 * Well-Known URL for Changing Passwords). The page asks a user who is not signed in to do so first, of every profile.
 * An address there that does not exist is 404, by which a manager recognises that this one is real.
 */
export function wellKnownRoutes(): Router {
  const router = new Router();
  router.get('/.well-known/change-password', (ctx) => seeOther(ctx, '/cuenta/seguridad/clave'));
  return router;
}
