import type { Context, Next } from 'koa';

export type Middleware = (ctx: Context, next: Next) => unknown;

/** Several middleware as one, which run in order as if each had been added to the application by itself. */
export function chain(parts: readonly Middleware[]): Middleware {
  return (ctx, next) => {
    const run = async (place: number): Promise<unknown> => {
      const part = parts[place];
      return part ? part(ctx, () => run(place + 1)) : next();
    };
    return run(0);
  };
}

/** The first chain for the requests that `isOf` chooses, the second one for all others. */
export const eitherChain =
  (isOf: (ctx: Context) => boolean, its: Middleware, others: Middleware): Middleware =>
  (ctx, next) =>
    isOf(ctx) ? its(ctx, next) : others(ctx, next);
