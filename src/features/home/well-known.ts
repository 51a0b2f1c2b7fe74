import Router from '@koa/router';
import { seeOther } from '../../http/page.ts';

/**
 * `/.well-known/change-password`: where a password manager leads whoever should choose another key (W3C, A Well-Known URL
 * for Changing Passwords). The page asks who is not signed in to do so first, of every profile. An address there that does
 * not exist is 404, by which a manager sees that this one is meant.
 */
export function wellKnownRoutes(): Router {
  const router = new Router();
  router.get('/.well-known/change-password', (ctx) => seeOther(ctx, '/cuenta/seguridad/clave'));
  return router;
}
