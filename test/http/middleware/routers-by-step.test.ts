import Router from '@koa/router';
import test from 'ava';
import type { Middleware } from '../../../src/http/middleware/chain.ts';
import { routersByStep } from '../../../src/http/middleware/routers-by-step.ts';

const router = (...paths: readonly string[]): Router =>
  paths.reduce((one, path) => one.get(path, (ctx) => void Object.assign(ctx, { body: path })), new Router());

const routers = [router('/', '/registro/natural'), router('/Mesa/:id'), router('/registro/:kind'), router('/:any')];

/** The route that answers, and whether the request passed all of them. */
async function answerOf(handle: Middleware, path: string): Promise<string | undefined> {
  const ctx: { path: string; method: string; request: object; body?: string } = { path, method: 'GET', request: {} };
  await handle(ctx as never, async () => undefined);
  return ctx.body;
}

const oneByOne: Middleware = (ctx, next) =>
  routers.reduceRight<() => Promise<unknown>>(
    (later, one) => async () => (one.routes() as unknown as Middleware)(ctx, later),
    next,
  )();

for (const path of [
  '/',
  '/registro/natural',
  '/REGISTRO/natural',
  '/registro/otro',
  '/mesa/1',
  '/otra',
  '/otra/mas',
  '//',
])
  test(`a request finds the route that it found when every router was asked: ${path}`, async (t) => {
    t.is(await answerOf(routersByStep(routers), path), await answerOf(oneByOne, path));
  });

test('a request is matched by no router without a route below its first step', async (t) => {
  const asked: string[] = [];
  const [spied] = [router('/cuenta')];
  Object.assign(spied as Router, { match: () => asked.push('match') });
  await answerOf(routersByStep([spied as Router]), '/oidc/token');
  t.deepEqual(asked, []);
});
