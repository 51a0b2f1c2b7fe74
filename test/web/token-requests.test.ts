import test from 'ava';
import type { Context } from 'koa';
import type { Throttles } from '../../src/ports/throttles.ts';
import { tokenErrorBudget } from '../../src/web/token-requests.ts';

test('a network that is refused is refused, however many others were before it', async (t) => {
  const until = new Date(Date.now() + 60_000);
  const throttles = { take: async () => ({ allowed: false, until }) } as unknown as Throttles;
  const guard = tokenErrorBudget({ throttles }, { token: '/oidc/token', others: [] });
  const fail = async (network: string): Promise<number> => {
    const ctx = { path: '/oidc/token', status: 404, state: { network }, set: () => {} } as unknown as Context;
    await guard(ctx, async () => {
      ctx.status = 400;
    });
    return ctx.status;
  };
  for (let place = 0; place < 10_001; place += 1) await fail(`network ${place}`);
  t.is(await fail('the last one'), 400);
  t.is(await fail('the last one'), 429);
});
