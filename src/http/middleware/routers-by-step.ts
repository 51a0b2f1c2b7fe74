import type Router from '@koa/router';
import type { Context, Next } from 'koa';
import { chain, type Middleware } from './chain.ts';

/** Stands for the routers that may match any first step. */
const ANY = undefined;

/** The first step of a path, without capitals: a router ignores case. */
const stepIn = (path: string): string => {
  const end = path.indexOf('/', 1);
  return path.slice(1, end < 0 ? undefined : end).toLowerCase();
};

/**
 * Routers as one middleware that asks only those with a route below the first step of the path, in their order. Without
 * it a request is matched against every route of the product.
 */
export function routersByStep(routers: readonly Router[]): Middleware & { readonly routers: readonly Router[] } {
  const known = new Set(routers.flatMap(stepsOf));
  const chainFor = (step: string | undefined): Middleware =>
    chain(
      routers
        .filter((router) => stepsOf(router).some((one) => one === ANY || one === step))
        .map((router) => router.routes() as unknown as Middleware),
    );
  const chains = new Map([...known].map((step) => [step, chainFor(step)]));
  const others = chainFor(ANY);
  const ask: Middleware = (ctx: Context, next: Next) => (chains.get(stepIn(ctx.path)) ?? others)(ctx, next);
  return Object.assign(ask, { routers });
}

/** First steps of the routes of a router; a step with a parameter or a pattern may be any. */
function stepsOf({ stack }: Router): readonly (string | undefined)[] {
  const paths: unknown[] = stack.filter(({ methods }) => methods.length > 0).map(({ path }) => path);
  return paths.map((path) => {
    const step = typeof path === 'string' ? stepIn(path) : ANY;
    return step !== undefined && /^[\w.-]*$/.test(step) ? step : ANY;
  });
}
