import type { Context, Next } from 'koa';
import type { World } from '../../ports/world.ts';
import { show } from '../page.ts';
import { originOf } from './origin.ts';

/** Who is signed in at the provider in a browser, as far as these pages need it. */
export interface SignedInHere {
  /** Uid of its session; undefined where nobody is signed in. */
  uidOf(ctx: Context): Promise<string | undefined>;
}

/**
 * Going back to a page of a sign-in that ended says which it is: the person is in and goes on at the platform, or it is
 * over and begins there again. Where the browser never saw that sign-in, M-71 follows.
 */
export function tellGone(world: World, session: SignedInHere) {
  return async (ctx: Context, next: Next): Promise<void> => {
    try {
      await next();
    } catch (fault) {
      const [, , uid = ''] = ctx.path.split('/');
      const platform = (fault as Error)?.name === 'SessionNotFound' ? originOf(world, ctx, uid) : undefined;
      if (!platform) throw fault;
      const signedIn = (await session.uidOf(ctx)) !== undefined;
      ctx.status = signedIn ? 200 : 400;
      show(ctx, 'log-in/gone', { title: signedIn ? 'Ya ingresó' : 'Este ingreso ya terminó', platform, signedIn });
    }
  };
}
