import Router from '@koa/router';
import { seeOther } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { securityTxt } from './security-txt.ts';

/**
 * `/.well-known/change-password`: where a password manager sends a user who should choose another key (W3C, A
 * Well-Known URL for Changing Passwords). The page asks a user who is not signed in to do so first, of every profile.
 * An address there that does not exist is 404, by which a manager recognises that this one is real.
 * `/.well-known/security.txt`: whom to tell of a weakness (RFC 9116); 404 with the name of the setting where it is unset.
 */
export function wellKnownRoutes(deps: Pick<Deps, 'issuer' | 'securityContact' | 'now'>): Router {
  const router = new Router();
  router.get('/.well-known/change-password', (ctx) => seeOther(ctx, '/cuenta/seguridad/clave'));
  router.get('/.well-known/security.txt', (ctx) => {
    const file = securityTxt(deps);
    ctx.status = file === undefined ? 404 : 200;
    ctx.type = 'text/plain; charset=utf-8';
    ctx.body = file ?? 'No security contact is set (SECURITY_CONTACT).\n';
  });
  return router;
}
