import Router from '@koa/router';
import { show, textsOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';

/** Me robaron: how to stop the account, from within or by a message, and how to open it again with a new card. */
export function stolenRoutes({ now }: Pick<Deps, 'now'>): Router {
  const router = new Router();
  router.get('/me-robaron', (ctx) => {
    show(ctx, 'pending-changes/disavow/stolen', {
      title: textsOf(ctx).pages.pendingChanges.titles.stolen,
      phoneNow: textsOf(ctx).telephone.now(now()),
    });
  });
  return router;
}
