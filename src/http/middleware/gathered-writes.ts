import type { Context, Next } from 'koa';
import type { Deps } from '../../ports/deps.ts';

/**
 * Each request to this address, or below it, sends its writes together: the end of a sign-in stores the session, the
 * grant, the code and the end of its page in one commit, or none of them. They are written before the browser is
 * answered.
 */
export function gatheredWrites({ gathering }: Pick<Deps, 'gathering'>, address: string) {
  return async (ctx: Context, next: Next): Promise<void> => {
    if (ctx.path !== address && !ctx.path.startsWith(`${address}/`)) return next();
    const cookies = ctx.response.headers['set-cookie'];
    try {
      await gathering(async () => next());
    } catch (error) {
      // The way back and its cookies were made before the writes failed: nothing is behind them, and the same address
      // ends the sign-in later.
      ctx.remove('Location');
      ctx.remove('Set-Cookie');
      if (cookies) ctx.set('Set-Cookie', cookies);
      throw error;
    }
  };
}
