import test, { type ExecutionContext } from 'ava';
import { rateLimits } from '../../src/domain/throttle.ts';
import { openTestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import { authorizationRequest, basic, clientFileFor, post } from '../helpers/client-app.ts';

async function open(t: ExecutionContext, env: Record<string, string> = {}) {
  const app = await openTestApp({
    env,
    clients: [
      clientFileFor('pagina', { client_secret: undefined, token_endpoint_auth_method: 'none' }),
      clientFileFor('capacita'),
    ],
  });
  t.teardown(app.stop);
  return app;
}

for (const path of ['/dispositivo', '/oidc/logout'])
  test(`[security 45] a page that keeps a row for a browser without a sign-in keeps it for an hour at most: ${path}`, async (t) => {
    const app = await open(t);
    await openBrowser().get(app.issuer + path);
    const { rows } = await app.database.run<{ rows: { hours: string }[] }>((sql) =>
      sql.raw('select extract(epoch from expires_at - now()) / 3600 as hours from oidc_session'),
    );
    t.is(rows.length, 1);
    t.true(Number(rows[0]?.hours) <= 1, rows[0]?.hours);
  });

for (const path of ['/dispositivo', '/oidc/logout'])
  test(`[security 45] one network writes a bounded number of such rows: ${path}`, async (t) => {
    const app = await open(t);
    const browser = openBrowser();
    const statuses = new Set<number>();
    const { limit } = rateLimits.requestsByNetwork;
    for (let tries = 0; tries <= limit && !statuses.has(429); tries += 1)
      statuses.add((await browser.get(app.issuer + path)).status);
    t.true(statuses.has(429), [...statuses].join());
  });

test('[security 45] a caller that uses the client_id of an app without a secret pushes a bounded number of requests; a client with a secret is not bounded', async (t) => {
  const app = await open(t);
  const { all } = await authorizationRequest('pagina');
  const own = (await authorizationRequest('capacita')).all;
  const push = () => post(app, '/oidc/par', { client_id: 'pagina', response_type: 'code', ...all });
  for (let tries = 0; tries < 305; tries += 1)
    if (
      (await post(app, '/oidc/par', { client_id: 'capacita', response_type: 'code', ...own }, basic('capacita')))
        .status !== 201
    )
      t.fail();
  t.is((await push()).status, 201);
  const { limit } = rateLimits.begunByPublicClient;
  const spent = await app.database.run<number>((sql) => sql('throttles').where({ used: 1 }).update({ used: limit }));
  t.is(spent, 1);
  t.is((await push()).status, 429);
  const { rows } = await app.database.run<{ rows: { count: string }[] }>((sql) =>
    sql.raw('select count(*) from oidc_pushed_authorization_request'),
  );
  t.is(Number(rows[0]?.count), 306);
});
