import Router from '@koa/router';
import { telephoneNow } from '../../locales/es-CL/telephone.ts';
import type { World } from '../../ports/world.ts';
import { show } from '../page.ts';

/** Me robaron: how to stop the account, from within or by a message, and how to open it again with a new card. */
export function stolenRoutes({ now }: Pick<World, 'now'>): Router {
  const router = new Router();
  router.get('/me-robaron', (ctx) => {
    show(ctx, 'disavow/stolen', { title: 'Me robaron el teléfono o la billetera', phoneNow: telephoneNow(now()) });
  });
  return router;
}
